import type { Readable } from 'node:stream';

/** All that a stream gives, to its end. */
export async function bytesOfStream(stream: Readable): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of stream) pieces.push(piece);
  return Buffer.concat(pieces);
}
