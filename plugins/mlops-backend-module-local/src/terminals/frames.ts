/** One message between this process and the keeper of a terminal; `supervisor/terminal.c` has the letters. */
export interface Frame {
  kind: string;
  bytes: Buffer;
}

const HEAD = 5;
/** Bytes in one frame at most. */
export const MOST_BYTES = 65_536;

/** As the other side reads it: a letter, four bytes of length and the bytes. */
export function formatFrame(kind: string, bytes: Uint8Array | string): Buffer {
  const body = Buffer.from(bytes);
  const head = Buffer.alloc(HEAD);
  head.write(kind, 'latin1');
  head.writeUInt32BE(body.length, 1);
  return Buffer.concat([head, body]);
}

/** Finds whole frames in bytes as they come. */
export class FrameReader {
  #rest: Buffer = Buffer.alloc(0);

  /** @throws Error when what comes is no frame */
  push(chunk: Uint8Array): Frame[] {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    const frames: Frame[] = [];
    while (this.#rest.length >= HEAD) {
      const end = HEAD + this.#rest.readUInt32BE(1);
      if (end > HEAD + MOST_BYTES) throw new Error('A frame is too long');
      if (this.#rest.length < end) break;
      frames.push({
        kind: this.#rest.toString('latin1', 0, 1),
        bytes: this.#rest.subarray(HEAD, end),
      });
      this.#rest = this.#rest.subarray(end);
    }
    return frames;
  }
}
