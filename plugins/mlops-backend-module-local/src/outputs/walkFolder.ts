import type { Dirent } from 'node:fs';
import { opendir } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../readIfThere';

/** Folders inside one another that are looked into: far more than people make, far less than fits a path. */
const DEEPEST = 32;

/** What its owner locked, removed meanwhile, or named longer than a path may be. */
const UNREADABLE = ['EACCES', 'ENOENT', 'ENAMETOOLONG', 'ELOOP', 'ENOTDIR'];

/**
 * Entries below a folder, of which a task has made what it wanted: folders that cannot be read are passed
 * over, no link is followed, and nobody has to wait for the end of a million entries.
 */
export async function* walkFolder(
  folder: string,
  deep = 0,
): AsyncIterable<{ path: string; entry: Dirent }> {
  if (deep > DEEPEST) return;
  const opened = await opendir(folder).catch(error => {
    if (UNREADABLE.includes(errorCode(error) ?? '')) return undefined;
    throw error;
  });
  if (!opened) return;
  for await (const entry of opened) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* walkFolder(path, deep + 1);
    else yield { path, entry };
  }
}
