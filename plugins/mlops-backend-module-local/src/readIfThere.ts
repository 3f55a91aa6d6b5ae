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

/** `ENOENT` and its like. */
export function errorCode(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error
    ? String(error.code)
    : undefined;
}
