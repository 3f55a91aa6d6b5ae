import {
  copyFile,
  link,
  mkdir,
  readdir,
  realpath,
  rm,
  stat,
} from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { readIfThere } from '../readIfThere';

/**
 * Makes the files of a folder appear in another one too, without taking room of the disk; each folder can be
 * removed without the other. What a link leads to outside of the folder is left out: it is not ours to keep.
 */
export async function linkTree(from: string, to: string): Promise<void> {
  const entries = await readIfThere(() =>
    readdir(from, { recursive: true, withFileTypes: true }),
  );
  await rm(to, { recursive: true, force: true });
  if (entries === undefined) return;
  await mkdir(to, { recursive: true });
  const root = await realpath(from);
  for (const entry of entries) {
    if (!entry.isFile() && !entry.isSymbolicLink()) continue;
    const path = join(entry.parentPath, entry.name);
    const real = await readIfThere(() => realpath(path));
    if (!real?.startsWith(root + sep)) continue;
    if ((await stat(real)).isFile()) {
      await linkFile(real, join(to, relative(from, path)));
    }
  }
}

/** The same for one file; one that is not there is left out. */
export async function linkFile(from: string, to: string): Promise<void> {
  await mkdir(dirname(to), { recursive: true });
  await rm(to, { force: true });
  await readIfThere(() =>
    // A file may have as many names as its file system allows; beyond, and between disks, it is copied.
    link(from, to).catch(error =>
      ['EMLINK', 'EXDEV', 'EPERM'].includes(error.code)
        ? copyFile(from, to)
        : Promise.reject(error),
    ),
  );
}
