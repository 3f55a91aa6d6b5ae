import { readFileSync } from 'node:fs';

/** The second is what /proc tells of a process that ends while it is read. */
const GONE = ['ENOENT', 'ESRCH'];

/** The result, or `undefined` where the file is not there. */
export async function readIfThere<T>(
  read: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (GONE.includes(errorCode(error) ?? '')) return undefined;
    throw error;
  }
}

/**
 * The text of a small file of ours, at once: the kernel has it in memory, and to have it read by another thread takes
 * several times as long. `undefined` where the file is not there.
 */
export function readTextNow(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (GONE.includes(errorCode(error) ?? '')) return undefined;
    throw error;
  }
}

/** `ENOENT` and its like. */
export function errorCode(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error
    ? String(error.code)
    : undefined;
}
