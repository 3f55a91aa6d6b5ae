/**
 * Does something again when asked to, one at a time and with a rest in between. However often it is asked
 * meanwhile, it is done once more afterwards, so that the last state is always seen.
 */
export class Coalescer {
  readonly #work: () => Promise<unknown>;
  readonly #restMs: number;
  #busy = false;
  #again = false;

  constructor(work: () => Promise<unknown>, restMs: number) {
    this.#work = work;
    this.#restMs = restMs;
  }

  readonly ask = (): void => {
    this.#again = true;
    if (!this.#busy) void this.#go();
  };

  async #go(): Promise<void> {
    this.#busy = true;
    while (this.#again) {
      this.#again = false;
      // What goes wrong is kept where the answer would be; here it only counts that it is over.
      await this.#work().catch(() => undefined);
      await new Promise(resolve => setTimeout(resolve, this.#restMs));
    }
    this.#busy = false;
  }
}
