import { rename, writeFile } from 'node:fs/promises';

/** Writes a file that only we read, as a whole: whatever happens, the old text or the new one is there. */
export async function replaceFile(path: string, text: string): Promise<void> {
  await writeFile(`${path}.new`, text, { mode: 0o600, flush: true });
  await rename(`${path}.new`, path);
}
