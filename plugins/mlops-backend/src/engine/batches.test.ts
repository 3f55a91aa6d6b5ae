import { setTimeout as sleep } from 'node:timers/promises';
import { batches } from './batches';

/** So busy that much is gathered for the next batch. */
const BUSY_MS = 100;

async function collect(
  source: AsyncIterable<string>,
  isUrgent: (item: string) => boolean,
) {
  const taken: Array<{ items: string[]; at: number }> = [];
  for await (const items of batches(source, isUrgent)) {
    taken.push({ items, at: performance.now() });
    if (taken.length === 1) await sleep(BUSY_MS);
  }
  return taken;
}

/** The end comes as soon as gathering for the second batch has begun, and the source stays open. */
async function* story() {
  yield 'first';
  await sleep(BUSY_MS + 30);
  yield 'second';
  yield 'end';
  await sleep(400);
}

describe('batches', () => {
  it('gathers longer after a batch that took long', async () => {
    const [one, two] = await collect(story(), () => false);
    expect(one.items).toEqual(['first']);
    expect(two.items).toEqual(['second', 'end']);
    expect(two.at - one.at).toBeGreaterThan(BUSY_MS + 150);
  });

  it('hands on at once what somebody waits for, with what came before it', async () => {
    const [one, two] = await collect(story(), item => item === 'end');
    expect(two.items).toEqual(['second', 'end']);
    expect(two.at - one.at).toBeLessThan(BUSY_MS + 150);
  });
});
