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
  if (await askToEnd(identity, graceMs)) return;
  signal(identity, 'SIGKILL');
  while (isAlive(identity)) await sleep(20);
}

/**
 * Asks one very process to end.
 *
 * @returns whether it did within `patienceMs`
 */
export async function askToEnd(identity, patienceMs) {
  signal(identity, 'SIGTERM');
  const until = performance.now() + patienceMs;
  while (isAlive(identity)) {
    if (performance.now() > until) return false;
    await sleep(20);
  }
  return true;
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
