import type { LogPart } from './TimedLines';
import { UNTORN } from './TimedLines';

/** Bytes behind the end of the task that are held back at most; what was under way in pipes is less. */
const MOST_HELD = 2 ** 20;

const NEWLINE = 10;
const WORDS = String.raw`"(?:[^"\\]|\\.)*"`;
/** A line of Argo 3, and one of Argo 4, which tells what it tells in any order. */
const TEXT = new RegExp(
  `time=("[^"]*" level=[a-z]+|\\d\\S* level=[A-Z]+) msg=${WORDS}( .*)? argo=true.*\\n$`,
);
const JSON_LINE = /\{("argo":true|"time":"[^"]*","level":"[A-Z]+"),.*\}\n$/;
const OF_ARGO_4 = /level="?[A-Z]|"level":"[A-Z]/;
const BEGIN = saying('capturing logs');
const WAITING = saying('waiting for signals');
/** What comes when the task has ended or is asked to: once each, in any order, and not always. */
const ENDS = [
  saying('sub-process exited'),
  saying('file signal handler exiting due to context cancellation'),
  saying('received signal'),
];

/** What its command line says when the task has not succeeded. */
const VERDICT = /^Error: [^\n]*\n$/;

/** What the executor has said by some place in a log. */
export interface ExecutorState {
  /** That it begins. */
  hasBegun: boolean;
  /** It is still to say that it waits for signals. */
  willWait: boolean;
}

export const NOTHING_SAID: ExecutorState = { hasBegun: false, willWait: false };

/** Lets through what the program wrote. */
export interface OwnLines {
  /** By the place up to which lines were pushed. */
  readonly state: ExecutorState;
  push(part: LogPart): LogPart[];
  /** What was held back, once the container has ended. */
  end(): LogPart[];
}

/** Of a program that nothing executes but its container. */
export const NO_EXECUTOR: OwnLines = {
  state: NOTHING_SAID,
  push: part => (part.bytes.length > 0 ? [part] : []),
  end: () => [],
};

interface Held {
  part: LogPart;
  /** Which of `ENDS` it is; -1 for what may be the task's. */
  end: number;
}

/**
 * Takes out what Argo's executor, which starts the task, writes into the log of the container about itself, so that
 * what is left is what Argo archives. By its words alone it cannot be told from a task that writes the same, but by
 * its place: it says once that it begins, before the task does, and in Argo 4 at once that it waits for signals; and
 * once that the task has exited, about which a few lines on signals and results stand. (Argo 3.7 and 4.0,
 * `cmd/argoexec/commands/emissary.go` and `signal.go`.) So a line about an end is held back until the log goes on in a
 * way that shows that the task wrote it, or ends. Only of a signal nobody knows whether one was received: a task that
 * says so itself has that line when its log is archived.
 */
export class ExecutorLines implements OwnLines {
  #state: ExecutorState;
  /** From a line about an end on. */
  #held: Held[] = [];
  #heldBytes = 0;

  /** @param state - at the place from which lines come */
  constructor(state: ExecutorState) {
    this.#state = state;
  }

  get state(): ExecutorState {
    return this.#state;
  }

  push(part: LogPart): LogPart[] {
    const own = ownLine(part.bytes);
    const { hasBegun, willWait } = this.#state;
    if (own && !hasBegun && BEGIN.test(own.text)) {
      this.#state = { hasBegun: true, willWait: OF_ARGO_4.test(own.text) };
      return this.push(before(part, own));
    }
    if (own && willWait && WAITING.test(own.text)) {
      this.#state = { hasBegun, willWait: false };
      return this.push(before(part, own));
    }
    const end = own ? ENDS.findIndex(words => words.test(own.text)) : -1;
    if (end >= 0) {
      const released = this.#release(this.#ofTask(end));
      this.#hold(part, end);
      return released;
    }
    if (this.#held.length === 0) return part.bytes.length > 0 ? [part] : [];
    this.#hold(part, -1);
    return this.#heldBytes > MOST_HELD ? this.#release() : [];
  }

  /** The container has ended. */
  end(): LogPart[] {
    const held = this.#release();
    const verdict = held.findLastIndex(({ bytes }) =>
      isShort(bytes) ? VERDICT.test(bytes.toString('latin1')) : false,
    );
    return held
      .filter((_, place) => place !== verdict)
      .map(part => {
        const own = ownLine(part.bytes);
        return own ? before(part, own) : part;
      })
      .filter(({ bytes }) => bytes.length > 0);
  }

  /** How much of what is held is the task's, now that the executor says something which it says once. */
  #ofTask(end: number): number {
    const earlier = this.#held.findLastIndex(held => held.end === end);
    if (earlier < 0) return 0;
    const next = this.#held.findIndex(
      (held, place) => place > earlier && held.end >= 0,
    );
    return next < 0 ? this.#held.length : next;
  }

  #hold(part: LogPart, end: number): void {
    this.#held.push({ part, end });
    this.#heldBytes += part.bytes.length;
  }

  #release(count = this.#held.length): LogPart[] {
    const released = this.#held.splice(0, count).map(({ part }) => part);
    for (const { bytes } of released) this.#heldBytes -= bytes.length;
    return released;
  }
}

/** A message, in a line of text or of JSON. */
function saying(words: string): RegExp {
  return new RegExp(`msg="${words}"|"msg":"${words}"`);
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
