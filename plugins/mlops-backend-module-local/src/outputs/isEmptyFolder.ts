import { opendirSync } from 'node:fs';

/**
 * Whether a folder that a task may have filled is empty, at once: most are, and to learn it from another thread takes
 * several times as long. One that cannot be read is not known to be.
 */
export function isEmptyFolder(path: string): boolean {
  try {
    const folder = opendirSync(path, { bufferSize: 1 });
    try {
      return folder.readSync() === null;
    } finally {
      folder.closeSync();
    }
  } catch {
    return false;
  }
}
