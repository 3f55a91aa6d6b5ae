import type { LogPart } from './TimedLines';
import { UNTORN } from './TimedLines';

/** Bytes behind the end of the task that are held back at most; what was under way in pipes is less. */
const MOST_HELD = 2 ** 20;

const NEWLINE = 10;
const TEXT = /time="[^"]*" level=[a-z]+ msg="(?:[^"\\]|\\.)*" argo=true.*\n$/;
const JSON_LINE = /\{"argo":true,.*\}\n$/;
const BEGIN = /msg="capturing logs"|"msg":"capturing logs"/;
const EXIT = /msg="sub-process exited"|"msg":"sub-process exited"/;

/** What its command line says when the task has not succeeded. */
const VERDICT = /^Error: [^\n]*\n$/;

/**
 * Takes out what Argo's executor, which starts the task, writes into the log of the container about itself, so that
 * what is left is what Argo archives. By its words alone it cannot be told from a task that writes the same, but by
 * its place: it says once that it begins, before the task does; and once that the task has exited, after which a few
 * lines on results follow. (Argo 3.7, `cmd/argoexec/commands/emissary.go`.) So a line about an exit is held back until
 * the log goes on in a way that shows that the task wrote it, or ends.
 */
export class ExecutorLines {
  #hasBegun: boolean;
  /** From a line about the exit on. */
  #held: LogPart[] = [];
  #heldBytes = 0;

  /** @param hasBegun - the line about the beginning was seen */
  constructor(hasBegun: boolean) {
    this.#hasBegun = hasBegun;
  }

  get hasBegun(): boolean {
    return this.#hasBegun;
  }

  push(part: LogPart): LogPart[] {
    const own = ownLine(part.bytes);
    if (own && !this.#hasBegun && BEGIN.test(own.text)) {
      this.#hasBegun = true;
      return this.push(before(part, own));
    }
    if (own && EXIT.test(own.text)) {
      const released = this.#release();
      this.#hold(part);
      return released;
    }
    if (this.#held.length === 0) return part.bytes.length > 0 ? [part] : [];
    this.#hold(part);
    return this.#heldBytes > MOST_HELD ? this.#release() : [];
  }

  /** The container has ended. */
  end(): LogPart[] {
    const verdict = this.#held.findLastIndex(({ bytes }) =>
      isShort(bytes) ? VERDICT.test(bytes.toString('latin1')) : false,
    );
    const left = this.#held
      .filter((_, place) => place !== verdict)
      .map(part => {
        const own = ownLine(part.bytes);
        return own ? before(part, own) : part;
      });
    this.#held = [];
    this.#heldBytes = 0;
    return left.filter(({ bytes }) => bytes.length > 0);
  }

  #hold(part: LogPart): void {
    this.#held.push(part);
    this.#heldBytes += part.bytes.length;
  }

  #release(): LogPart[] {
    const held = this.#held;
    this.#held = [];
    this.#heldBytes = 0;
    return held;
  }
}

/** A line of the executor at the end of what may have begun as a line of the task, which had no line feed. */
function ownLine(bytes: Buffer): { at: number; text: string } | undefined {
  if (bytes.at(-1) !== NEWLINE) return undefined;
  const from = Math.max(0, bytes.length - UNTORN);
  const text = bytes.toString('latin1', from);
  if (!text.includes('argo')) return undefined;
  const found = TEXT.exec(text) ?? JSON_LINE.exec(text);
  return found ? { at: from + found.index, text: found[0] } : undefined;
}

function before(part: LogPart, { at }: { at: number }): LogPart {
  return { ...part, bytes: part.bytes.subarray(0, at) };
}

function isShort(bytes: Buffer): boolean {
  return bytes.length < 16 * UNTORN;
}
