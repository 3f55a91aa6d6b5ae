import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where things lie in a checkout at `root`. Everything but `root` is git-ignored. */
export function foldersOf(root) {
  return {
    root,
    toolchain: join(root, '.toolchain'),
    cache: join(root, '.cache'),
    data: join(root, '.data'),
  };
}

/** The checkout that these scripts belong to. */
export const folders = foldersOf(
  fileURLToPath(new URL('../..', import.meta.url)).replace(/[/\\]$/, ''),
);
