import { spawnSync } from 'node:child_process';

/** First line that a command prints, or `undefined` if it cannot be run or fails. */
export function firstLineOf([file, ...args], options = {}) {
  const { status, stdout } = spawnSync(file, args, {
    encoding: 'utf8',
    timeout: 20_000,
    stdio: ['ignore', 'pipe', 'ignore'],
    ...options,
  });
  return status === 0 ? stdout.split('\n')[0].trim() : undefined;
}
