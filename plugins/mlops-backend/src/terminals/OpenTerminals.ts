/** How many terminals everybody has open at this backend. */
export class OpenTerminals {
  /** Of one person. */
  readonly most: number;
  readonly #open = new Map<string, number>();

  constructor(most: number) {
    this.most = most;
  }

  /**
   * Counts one more, until it is over.
   *
   * @returns whether there was room for it
   */
  enter(actor: string, over: Promise<void>): boolean {
    const count = this.#open.get(actor) ?? 0;
    if (count >= this.most) return false;
    this.#open.set(actor, count + 1);
    void over.then(() => this.#leave(actor));
    return true;
  }

  #leave(actor: string): void {
    const count = (this.#open.get(actor) ?? 1) - 1;
    if (count > 0) this.#open.set(actor, count);
    else this.#open.delete(actor);
  }
}
