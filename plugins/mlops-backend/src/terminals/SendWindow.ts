/** Bytes that may be on their way to a page which has not shown them yet; what it cannot keep up with waits here. */
const MOST_BYTES = 1_048_576;

/** Keeps a flood of output from filling the memory of whoever reads it. */
export class SendWindow {
  #sent = 0;
  #shown = 0;
  #isOpen = true;
  #wake: () => void = () => undefined;

  /** Waits until there is room for more, which then counts as sent. */
  async enter(bytes: number): Promise<void> {
    while (this.#isOpen && this.#sent - this.#shown >= MOST_BYTES) {
      await new Promise<void>(resolve => {
        this.#wake = resolve;
      });
    }
    this.#sent += bytes;
  }

  /** @param bytes - from the beginning */
  shown(bytes: number): void {
    this.#shown = Math.max(this.#shown, Math.min(bytes, this.#sent));
    this.#wake();
  }

  /** Nobody reads any more, and nobody has to wait for that. */
  close(): void {
    this.#isOpen = false;
    this.#wake();
  }
}
