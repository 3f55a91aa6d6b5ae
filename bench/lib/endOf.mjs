import { setTimeout as sleep } from 'node:timers/promises';

/** @returns the run, as soon as it has succeeded; any other end is an error */
export async function endOf(api, run, lookEveryMs) {
  for (;;) {
    const found = await api.read(`/runs/${run}`);
    if (found.status === 'succeeded') return found;
    if (['failed', 'stopped'].includes(found.status)) {
      throw new Error(`Run ${run} ${found.status}: ${found.reason}`);
    }
    await sleep(lookEveryMs);
  }
}
