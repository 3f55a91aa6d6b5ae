import { execFile } from 'node:child_process';
import { lstatSync, rmdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { promisify } from 'node:util';
import { errorCode } from './readIfThere';

const run = promisify(execFile);

/** What a task can do to its folders so that Node cannot remove them: too deep for a path, or locked. */
const STUBBORN = ['ENAMETOOLONG', 'EACCES', 'EPERM', 'ENOTEMPTY'];

/** Removes folders that are empty, in this order; others stay. At once, which is all that most tasks leave to do. */
export function removeEmptyFolders(paths: readonly string[]): void {
  for (const path of paths) {
    try {
      rmdirSync(path);
    } catch {
      // Not there, not empty or no folder: nothing that could be removed at once.
    }
  }
}

/** Removes a folder whatever a task has made in it; where there is none, nothing happens. */
export async function removeFolder(path: string): Promise<void> {
  if (!lstatSync(path, { throwIfNoEntry: false })) return;
  try {
    await rm(path, { recursive: true, force: true });
  } catch (error) {
    if (!STUBBORN.includes(errorCode(error) ?? '')) throw error;
    // These programs walk from folder to folder, follow no link, and so know no longest path.
    // What somebody else removes meanwhile need not be opened; what stays locked, the next one tells.
    await run('chmod', ['-R', 'u+rwx', '--', path]).catch(() => undefined);
    await run('rm', ['-rf', '--', path]);
  }
}
