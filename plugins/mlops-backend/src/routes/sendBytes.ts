import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Response } from 'express';

/** Sends bytes as they come and no faster than they are taken; a reader who leaves is no error. */
export async function sendBytes(
  res: Response,
  bytes: AsyncIterable<Uint8Array>,
): Promise<void> {
  try {
    await pipeline(Readable.from(bytes, { objectMode: false }), res);
  } catch (error) {
    if (res.destroyed || res.writableEnded) return;
    throw error;
  }
}

/** The first `limit` bytes of a stream. */
export async function* firstBytes(
  bytes: AsyncIterable<Uint8Array>,
  limit: number,
): AsyncIterable<Uint8Array> {
  let left = limit;
  if (left <= 0) return;
  for await (const chunk of bytes) {
    yield chunk.length <= left ? chunk : chunk.subarray(0, left);
    left -= chunk.length;
    if (left <= 0) return;
  }
}
