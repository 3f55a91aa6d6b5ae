import { setTimeout as sleep } from 'node:timers/promises';

/** Subjects that are worked on at the same time. */
const MOST_AT_ONCE = 16;

const AGAIN_AFTER_MS = 2_000;

/**
 * Work that looks at the newest state of a subject, whenever something has changed about it: never twice at the same
 * time for one subject, and once more where a change came while it worked. What fails is tried again, and stops
 * nothing else.
 */
export class Rounds<Subject> {
  readonly #work: (subject: Subject) => Promise<void>;
  readonly #signal: AbortSignal;
  readonly #onFailure: (subject: Subject, error: unknown) => void;
  readonly #againAfterMs: number;
  readonly #waiting = new Set<Subject>();
  readonly #active = new Set<Subject>();
  readonly #again = new Set<Subject>();
  #idlers: Array<() => void> = [];

  constructor(
    work: (subject: Subject) => Promise<void>,
    about: {
      signal: AbortSignal;
      onFailure(subject: Subject, error: unknown): void;
      /** Milliseconds after which what failed is tried again. */
      againAfterMs?: number;
    },
  ) {
    this.#work = work;
    this.#signal = about.signal;
    this.#onFailure = about.onFailure;
    this.#againAfterMs = about.againAfterMs ?? AGAIN_AFTER_MS;
  }

  /** Something has changed about a subject. */
  poke(subject: Subject): void {
    (this.#active.has(subject) ? this.#again : this.#waiting).add(subject);
    this.#next();
  }

  /** When everything was looked at that is known to have changed; what failed is not waited for again. */
  async idle(): Promise<void> {
    if (this.#active.size + this.#waiting.size === 0) return undefined;
    return new Promise(resolve => this.#idlers.push(resolve));
  }

  #next(): void {
    for (const subject of this.#waiting) {
      if (this.#active.size >= MOST_AT_ONCE) return;
      this.#waiting.delete(subject);
      this.#active.add(subject);
      void this.#round(subject);
    }
    if (this.#active.size > 0) return;
    this.#idlers.forEach(resolve => resolve());
    this.#idlers = [];
  }

  async #round(subject: Subject): Promise<void> {
    try {
      if (!this.#signal.aborted) await this.#work(subject);
    } catch (error) {
      if (!this.#signal.aborted) {
        this.#onFailure(subject, error);
        void sleep(this.#againAfterMs, undefined, { signal: this.#signal })
          .then(() => this.poke(subject))
          .catch(() => undefined);
      }
    }
    this.#active.delete(subject);
    if (this.#again.delete(subject)) this.#waiting.add(subject);
    this.#next();
  }
}
