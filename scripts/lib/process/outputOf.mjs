import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { Refusal } from '../Refusal.mjs';

/**
 * Runs a command to its end.
 *
 * @param options - `input` for its standard input, and what `spawn` takes
 * @returns what it printed
 * @throws Refusal with what it said on its error stream, when it fails or cannot be run
 */
export async function outputOf([file, ...args], { input, ...spawning } = {}) {
  const child = spawn(file, args, { ...spawning, stdio: 'pipe' });
  // A command may end before it has read everything; its exit code tells.
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const [printed, said, ending] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise(resolve => {
      child.once('error', error => resolve(error.message));
      child.once('close', (code, signal) =>
        resolve(code === 0 ? undefined : signal ?? `exit code ${code}`),
      );
    }),
  ]);
  if (ending === undefined) return printed;
  throw new Refusal(
    `${[file, ...args].join(' ')} failed (${ending}): ${said.trim()}`,
  );
}
