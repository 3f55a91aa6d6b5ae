/** Wakes all that wait for it, each time it is rung. */
export class Bell {
  #ring: () => void = () => {};
  #next = this.#make();

  /** Ends with the next ring after it was read. */
  get next(): Promise<void> {
    return this.#next;
  }

  ring(): void {
    const ring = this.#ring;
    this.#next = this.#make();
    ring();
  }

  #make(): Promise<void> {
    return new Promise(resolve => {
      this.#ring = resolve;
    });
  }
}
