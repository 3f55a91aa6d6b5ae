import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

/** As many rows as SQLite inserts with one statement of knex. */
const MOST = 500;

/** What one thing causes comes within this time; nobody sees so short a delay. */
const GATHER_MS = 10;
/** The longest delay; people see changes within a second. */
const LONGEST_MS = 200;
/** Gathering takes so many times what dealing with the last batch took: the busier, the larger the batches. */
const SHARE = 16;

/**
 * What comes at nearly the same time and what came while the last batch was dealt with, together: a burst
 * costs a few transactions instead of one an item.
 *
 * @param isUrgent - whether somebody waits for an item, so that it ends the gathering
 */
export async function* batches<T>(
  source: AsyncIterable<T>,
  isUrgent: (item: T) => boolean,
): AsyncIterable<T[]> {
  const pending: T[] = [];
  const bell = new EventEmitter();
  let ended = false;
  let hurry = new AbortController();
  const reading = (async () => {
    try {
      for await (const item of source) {
        pending.push(item);
        if (isUrgent(item)) hurry.abort();
        bell.emit('news');
      }
    } finally {
      ended = true;
      bell.emit('news');
    }
  })();
  // Its failure is told below, after what came before it.
  reading.catch(() => undefined);
  let tookMs = 0;
  while (pending.length > 0 || !ended) {
    if (pending.length === 0) await once(bell, 'news');
    const gatherMs = Math.min(GATHER_MS + SHARE * tookMs, LONGEST_MS);
    if (!ended) await pause(gatherMs, hurry.signal);
    hurry = new AbortController();
    if (pending.length === 0) continue;
    const began = performance.now();
    yield pending.splice(0, MOST);
    tookMs = performance.now() - began;
  }
  await reading;
}

/** Shorter where it is cut off. */
async function pause(ms: number, signal: AbortSignal): Promise<void> {
  await sleep(ms, undefined, { signal }).catch(() => undefined);
}
