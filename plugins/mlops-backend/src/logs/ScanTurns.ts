/**
 * Logs are read through a few at a time: between two pieces of a log the backend does other work, and what it
 * waits for until then must not grow with the number of those who search.
 */
export class ScanTurns {
  #free: number;
  readonly #waiting = new Set<{ start(): void }>();

  constructor(atOnce = 2) {
    this.#free = atOnce;
  }

  /** Does the work when it is its turn; who left meanwhile does none. */
  async take<T>(signal: AbortSignal, work: () => Promise<T>): Promise<T> {
    await this.#begin(signal);
    try {
      return await work();
    } finally {
      this.#end();
    }
  }

  async #begin(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const waiting = {
        start: () => {
          signal.removeEventListener('abort', waiting.leave);
          resolve();
        },
        leave: () => {
          this.#waiting.delete(waiting);
          reject(signal.reason);
        },
      };
      signal.addEventListener('abort', waiting.leave, { once: true });
      this.#waiting.add(waiting);
    });
  }

  #end(): void {
    const [next] = this.#waiting;
    if (!next) {
      this.#free += 1;
      return;
    }
    this.#waiting.delete(next);
    next.start();
  }
}
