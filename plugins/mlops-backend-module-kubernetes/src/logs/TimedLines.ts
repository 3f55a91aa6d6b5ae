/** Where a line of a container's log begins. */
export interface LineStart {
  /** When the runtime took it, with nanoseconds, as the kubelet writes it. */
  time: string;
  /** How many lines directly before it have the same time. */
  nth: number;
}

/** Bytes of one line of a container's log. */
export interface LogPart {
  bytes: Buffer;
  /** Of the line that begins with these bytes; absent where they go on with one. */
  line?: LineStart;
}

/** What the kubelet gives is no log, but says why it has none. */
export class NoLogError extends Error {}

const NEWLINE = 10;
const BLANK = 32;

/** Longer than any time stamp. */
const LONGEST_STAMP = 48;
const STAMP = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** Bytes of a line that has not ended which are waited for, since a line that is whole is easier to judge. */
const WHOLE = 4_096;

/** Bytes at the end of a longer line that are held back until it goes on, so that its end is never torn. */
export const UNTORN = 512;

/**
 * Takes the time stamps out of a log that was asked for with `timestamps=true`. The kubelet puts one in front of what
 * follows a line feed, and none in front of what goes on with a line, however often the runtime has split it.
 */
export class TimedLines {
  #rest = Buffer.alloc(0);
  #isInLine = false;
  #line: LineStart | undefined;
  /** The next part begins the line. */
  #isFirst = false;

  /** @throws NoLogError for a line without a time */
  push(chunk: Uint8Array): LogPart[] {
    this.#rest =
      this.#rest.length === 0
        ? Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
        : Buffer.concat([this.#rest, chunk]);
    const parts: LogPart[] = [];
    let at = 0;
    const { length } = this.#rest;
    while (at < length) {
      const end = this.#rest.indexOf(NEWLINE, at);
      const isWhole = end !== -1;
      if (!this.#isInLine) {
        const blank = this.#rest.indexOf(BLANK, at);
        if (blank === -1 && !isWhole && length - at < LONGEST_STAMP) break;
        if (!isWhole && blank !== -1 && length - blank <= WHOLE) break;
        const time = this.#rest.toString('latin1', at, stampEnd(at, blank));
        // What came before a complaint is told first.
        if (parts.length > 0 && !STAMP.test(time)) break;
        this.#begin(time);
        at = blank + 1;
      } else if (!isWhole && length - at <= UNTORN) break;
      const upTo = isWhole ? end + 1 : Math.max(at, length - UNTORN);
      if (upTo > at) parts.push(this.#part(this.#rest.subarray(at, upTo)));
      at = upTo;
      this.#isInLine = !isWhole;
      if (!isWhole) break;
    }
    this.#rest = this.#rest.subarray(at);
    return parts;
  }

  /**
   * What is left when the log has ended without a line feed.
   *
   * @throws NoLogError
   */
  end(): LogPart[] {
    const rest = this.#rest;
    this.#rest = Buffer.alloc(0);
    if (rest.length === 0) return [];
    if (this.#isInLine) return [this.#part(rest)];
    const blank = rest.indexOf(BLANK);
    this.#begin(rest.toString('latin1', 0, stampEnd(0, blank)));
    this.#isInLine = true;
    return [this.#part(rest.subarray(blank + 1))];
  }

  #begin(time: string): void {
    if (!STAMP.test(time)) {
      throw new NoLogError(`there is no time in front of "${time}" in the log`);
    }
    const nth = this.#line?.time === time ? this.#line.nth + 1 : 0;
    this.#line = { time, nth };
    this.#isFirst = true;
  }

  #part(bytes: Buffer): LogPart {
    const part = this.#isFirst ? { bytes, line: this.#line } : { bytes };
    this.#isFirst = false;
    return part;
  }
}

function stampEnd(at: number, blank: number): number {
  return blank === -1 || blank > at + LONGEST_STAMP
    ? at + LONGEST_STAMP
    : blank;
}
