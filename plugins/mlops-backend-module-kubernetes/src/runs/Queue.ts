/** What several tell, one after the other, to one who listens. */
export class Queue<T> {
  readonly #items: T[] = [];
  #wake: () => void = () => {};
  #isOver = false;

  push(item: T): void {
    this.#items.push(item);
    this.#wake();
  }

  /** What was told before is still handed over. */
  end(): void {
    this.#isOver = true;
    this.#wake();
  }

  async *[Symbol.asyncIterator](): AsyncIterator<T> {
    for (;;) {
      const item = this.#items.shift();
      if (item !== undefined) {
        yield item;
        continue;
      }
      if (this.#isOver) return;
      await new Promise<void>(resolve => {
        this.#wake = resolve;
      });
    }
  }
}
