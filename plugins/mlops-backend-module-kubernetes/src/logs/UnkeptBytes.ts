const SMALLEST = 16 * 1024;

/** The end of a log that is in no piece yet. */
export class UnkeptBytes {
  #offset: number;
  #buffer = Buffer.alloc(0);
  #length = 0;

  /** @param offset - bytes of the log that are in pieces */
  constructor(offset: number) {
    this.#offset = offset;
  }

  get offset(): number {
    return this.#offset;
  }

  get length(): number {
    return this.#length;
  }

  /** Bytes of the log in all. */
  get end(): number {
    return this.#offset + this.#length;
  }

  push(bytes: Uint8Array): void {
    const wanted = this.#length + bytes.length;
    if (wanted > this.#buffer.length) {
      const larger = Buffer.allocUnsafe(Math.max(SMALLEST, 2 * wanted));
      this.#buffer.copy(larger, 0, 0, this.#length);
      this.#buffer = larger;
    }
    this.#buffer.set(bytes, this.#length);
    this.#length = wanted;
  }

  /** A copy of the bytes from an offset of the log on; `undefined` where they are not here any more. */
  from(offset: number): Buffer | undefined {
    if (offset < this.#offset) return undefined;
    const start = Math.min(offset - this.#offset, this.#length);
    return Buffer.from(this.#buffer.subarray(start, this.#length));
  }

  /** The first bytes are in a piece now. */
  drop(bytes: number): void {
    const rest = this.#buffer.subarray(bytes, this.#length);
    // What a flood took is given back once there is a drought.
    this.#buffer = Buffer.from(rest);
    this.#length = rest.length;
    this.#offset += bytes;
  }
}
