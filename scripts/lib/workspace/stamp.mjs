import { readFileSync, rmSync, writeFileSync } from 'node:fs';

/**
 * Does work whose result is described by a digest, unless a stamp says that it was done. The stamp
 * lies inside of the result, is taken away first and written last: what was interrupted is done again.
 *
 * @returns whether there was anything to do
 */
export async function unlessStamped(file, digest, work) {
  if (stampIn(file) === digest) return false;
  rmSync(file, { force: true });
  await work();
  writeFileSync(file, digest);
  return true;
}

function stampIn(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}
