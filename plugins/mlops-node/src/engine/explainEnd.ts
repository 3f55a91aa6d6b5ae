import { constants } from 'node:os';
import { formatMemory, type Resources } from '@mlops/plugin-mlops-common';

/** That a program ended with an exit code other than 0, in words; with the signal of which the code tells. @public */
export function explainExitCode(exitCode: number): string {
  // How shells, sandboxes and container runtimes tell that a signal ended what they had started.
  const signal = signalName(exitCode - 128);
  return `it ended with exit code ${exitCode}${signal ? ` (${signal})` : ''}`;
}

/** That a program was ended since it used more memory than its limit, in words. @public */
export function explainOutOfMemory({
  memory,
}: Pick<Resources, 'memory'>): string {
  return `out of memory: it used more than its limit of ${formatMemory(
    memory,
  )}`;
}

/** `SIGKILL` of 9; `undefined` for a number that is no signal. @public */
export function signalName(number: number): string | undefined {
  return Object.entries(constants.signals).find(
    ([, value]) => value === number,
  )?.[0];
}
