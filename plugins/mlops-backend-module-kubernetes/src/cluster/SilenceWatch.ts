/** Ends a stream that has said nothing for too long. */
export class SilenceWatch {
  readonly #abort = new AbortController();
  readonly #patienceMs: number;
  readonly #outer: AbortSignal;
  readonly #onOuter = () => this.#abort.abort();
  #timer: NodeJS.Timeout | undefined;

  /** @param signal - ends the stream too */
  constructor(patienceMs: number, signal: AbortSignal) {
    this.#patienceMs = patienceMs;
    this.#outer = signal;
    signal.addEventListener('abort', this.#onOuter, { once: true });
    if (signal.aborted) this.#abort.abort();
    this.#wait();
  }

  /** What the stream is to end by. */
  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  /** The stream itself, as it comes. */
  async *over(bytes: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
    for await (const chunk of bytes) {
      this.#wait();
      yield chunk;
    }
  }

  /** It is not listened to any more. */
  end(): void {
    clearTimeout(this.#timer);
    this.#outer.removeEventListener('abort', this.#onOuter);
  }

  #wait(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#abort.abort(), this.#patienceMs);
    this.#timer.unref();
  }
}
