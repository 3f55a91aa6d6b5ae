import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './identity.mjs';

const GRACE_MS = 15_000;

/**
 * Ends one very process: asks, waits, and only then forces. Never a stranger that was given the
 * same pid.
 *
 * @param identity - `{ pid, start }`
 */
export async function endProcess(identity, graceMs = GRACE_MS) {
  signal(identity, 'SIGTERM');
  const until = performance.now() + graceMs;
  while (isAlive(identity)) {
    if (performance.now() > until) signal(identity, 'SIGKILL');
    await sleep(50);
  }
}

function signal(identity, name) {
  if (!isAlive(identity)) return;
  try {
    process.kill(identity.pid, name);
  } catch (error) {
    // It ended between the look and the signal.
    if (error.code !== 'ESRCH') throw error;
  }
}
