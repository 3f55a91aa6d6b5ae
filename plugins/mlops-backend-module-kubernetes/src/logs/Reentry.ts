import type { LineStart, LogPart } from './TimedLines';

/** The last line that was kept, or begun to be. */
export interface LogMark extends LineStart {
  /** Of its first byte in what is kept. */
  offset: number;
}

/** Milliseconds by which streams of a container may be out of order. */
const DISORDER_MS = 1_000;

/** Bytes of later lines that are held while the mark is looked for; those of a flood are more than its disorder. */
const MOST_LATER = 2 ** 20;

/** What a log that is read again gives beyond what is kept. */
export interface Continued {
  parts: LogPart[];
  /** What was kept last is not in it any more: an unknown number of bytes is missing before these. */
  isTorn: boolean;
}

const NOTHING: Continued = { parts: [], isTorn: false };

/**
 * Finds in a log that is read again the place up to which it is kept. Lines are known by their time, and lines of the
 * same time by their order. Where a machine has rotated the line away, the log goes on torn.
 */
export class Reentry {
  readonly #mark: LogMark;
  /** Bytes of the line of the mark that are kept; `undefined` until it is found. */
  #skip: number | undefined;
  #keptOfLine: number;
  #isOver = false;
  /** Lines that are later than the mark, until it is clear that it does not come. */
  #later: LogPart[] = [];
  #laterBytes = 0;
  #isLater = false;

  /** @param kept - bytes that are kept in all */
  constructor(mark: LogMark, kept: number) {
    this.#mark = mark;
    this.#keptOfLine = kept - mark.offset;
  }

  /** For the kubelet, which understands whole seconds. */
  static since({ time }: LogMark): string {
    const second = Math.floor(Date.parse(time) / 1_000) * 1_000;
    return new Date(second - DISORDER_MS).toISOString();
  }

  push(part: LogPart): Continued {
    if (this.#isOver) return { parts: [part], isTorn: false };
    if (this.#skip !== undefined) return this.#skipped(part);
    const { line } = part;
    if (line) {
      if (line.time === this.#mark.time && line.nth === this.#mark.nth) {
        this.#later = [];
        this.#skip = this.#keptOfLine;
        return this.#skipped({ bytes: part.bytes });
      }
      const ahead = Date.parse(line.time) - Date.parse(this.#mark.time);
      this.#isLater = isAfter(line.time, this.#mark.time);
      if (ahead > DISORDER_MS) {
        this.#later.push(part);
        return this.#torn();
      }
    }
    if (this.#isLater) {
      this.#later.push(part);
      this.#laterBytes += part.bytes.length;
    }
    return this.#laterBytes > MOST_LATER ? this.#torn() : NOTHING;
  }

  /** The log has ended. */
  end(): Continued {
    return this.#isOver || this.#skip !== undefined ? NOTHING : this.#torn();
  }

  #torn(): Continued {
    const parts = this.#later;
    this.#later = [];
    this.#isOver = parts.length > 0;
    return { parts, isTorn: parts.length > 0 };
  }

  #skipped(part: LogPart): Continued {
    const skip = this.#skip ?? 0;
    if (part.line !== undefined || skip === 0) {
      this.#isOver = true;
      return { parts: [part], isTorn: false };
    }
    this.#skip = Math.max(0, skip - part.bytes.length);
    const bytes = part.bytes.subarray(skip);
    return bytes.length > 0 ? { parts: [{ bytes }], isTorn: false } : NOTHING;
  }
}

/** Times of one machine, as text: they differ in their zone only where clocks were put forward or back. */
function isAfter(one: string, other: string): boolean {
  const [a, b] = [Date.parse(one), Date.parse(other)];
  return a === b ? one > other : a > b;
}
