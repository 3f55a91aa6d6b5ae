import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { readIfThere } from '../readIfThere';

/** Bytes of the files at a path and below it; links are not followed. 0 where nothing is. */
export async function bytesIn(path: string): Promise<number> {
  const status = await readIfThere(() => lstat(path));
  if (!status) return 0;
  if (!status.isDirectory()) return status.size;
  let bytes = 0;
  // What is removed meanwhile takes nothing any more.
  for (const name of (await readIfThere(() => readdir(path))) ?? []) {
    bytes += await bytesIn(join(path, name));
  }
  return bytes;
}
