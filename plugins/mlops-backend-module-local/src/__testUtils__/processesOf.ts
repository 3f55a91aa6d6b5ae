import { readdir, readFile } from 'node:fs/promises';

/** Numbers of processes of this machine whose command line holds a word. */
export async function processesOf(word: string): Promise<string[]> {
  const numbers = (await readdir('/proc')).filter(name => /^\d+$/.test(name));
  const found = await Promise.all(
    numbers.map(async pid => {
      const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(
        () => '',
      );
      return line.includes(word) ? [pid] : [];
    }),
  );
  return found.flat();
}
