import { spawn } from 'node:child_process';
import { once } from 'node:events';

/**
 * Executes everything that a makefile knows. Not in one go: a connection to the portal that is closed meanwhile must be
 * seen to be.
 *
 * @param jobs - at a time
 * @returns milliseconds
 */
export async function timeMake(makefile, jobs) {
  const began = performance.now();
  const make = spawn('make', ['-f', makefile, `-j${jobs}`], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(make, 'exit');
  if (code !== 0) throw new Error('make failed');
  return performance.now() - began;
}
