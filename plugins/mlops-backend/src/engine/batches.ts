import { EventEmitter, once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

const MOST = 500;

/** What one thing causes comes within this time; nobody sees so short a delay. */
const GATHER_MS = 10;

/**
 * What comes at nearly the same time and what came while the last batch was dealt with, together: a burst
 * costs a few transactions instead of one an item.
 */
export async function* batches<T>(
  source: AsyncIterable<T>,
): AsyncIterable<T[]> {
  const pending: T[] = [];
  const bell = new EventEmitter();
  let ended = false;
  const reading = (async () => {
    try {
      for await (const item of source) {
        pending.push(item);
        bell.emit('news');
      }
    } finally {
      ended = true;
      bell.emit('news');
    }
  })();
  // Its failure is told below, after what came before it.
  reading.catch(() => undefined);
  while (pending.length > 0 || !ended) {
    if (pending.length === 0) await once(bell, 'news');
    if (!ended) await sleep(GATHER_MS);
    if (pending.length > 0) yield pending.splice(0, MOST);
  }
  await reading;
}
