import type { RunId } from '@mlops/plugin-mlops-common';
import { MemoryEngine } from '../__testUtils__/MemoryEngine';
import { LogIndexes } from './LogIndexes';
import { ScanTurns } from './ScanTurns';

const ref = { runId: 'r' as RunId, task: 'a', attempt: 1 };
const stays = new AbortController().signal;

describe('LogIndexes', () => {
  it('reads a log once, then what was added, whoever asks at the same time', async () => {
    const engine = new MemoryEngine();
    const read = jest.spyOn(engine, 'log');
    const indexes = new LogIndexes(new ScanTurns());
    engine.written = Buffer.from('line\n'.repeat(100_000));
    const asked = await Promise.all(
      [1, 2, 3].map(() => indexes.of(engine, ref, stays)),
    );
    expect(asked.map(({ lines }) => lines)).toEqual([1e5, 1e5, 1e5]);
    expect(read).toHaveBeenCalledTimes(1);
    engine.written = Buffer.concat([engine.written, Buffer.from('more')]);
    expect((await indexes.of(engine, ref, stays)).lines).toBe(100_001);
    expect(read.mock.calls[1][1].from).toBeGreaterThan(499_000);
  });

  it('goes on for the others when one of them leaves', async () => {
    const engine = new MemoryEngine();
    engine.written = Buffer.from('line\n'.repeat(100_000));
    const indexes = new LogIndexes(new ScanTurns());
    const leaves = new AbortController();
    const first = indexes.of(engine, ref, leaves.signal);
    const second = indexes.of(engine, ref, stays);
    leaves.abort();
    await expect(first).rejects.toMatchObject({ name: 'AbortError' });
    expect((await second).lines).toBe(100_000);
  });

  it('begins anew when the log became shorter', async () => {
    const engine = new MemoryEngine();
    const indexes = new LogIndexes(new ScanTurns());
    await indexes.of(engine, ref, stays);
    engine.written = Buffer.from('a\nb');
    expect((await indexes.of(engine, ref, stays)).lines).toBe(2);
  });

  it('begins anew when what was missing was put in', async () => {
    const engine = new MemoryEngine();
    const indexes = new LogIndexes(new ScanTurns());
    engine.written = Buffer.from(`first\n${'last line\n'.repeat(20)}`);
    await indexes.of(engine, ref, stays);
    const missing = 'was missing\n'.repeat(9);
    engine.written = Buffer.from(
      `first\n${missing}${'last line\n'.repeat(20)}`,
    );
    const { lines, size } = await indexes.of(engine, ref, stays);
    expect([lines, size]).toEqual([30, engine.written.length]);
  });
});

describe('ScanTurns', () => {
  it('lets a few work at once and the rest wait, and forgets who leaves', async () => {
    const turns = new ScanTurns(2);
    const ends: Array<() => void> = [];
    const begun: number[] = [];
    const work = (number: number, signal = stays) =>
      turns.take(signal, () => {
        begun.push(number);
        return new Promise<void>(resolve => ends.push(resolve));
      });
    const leaves = new AbortController();
    const all = [work(1), work(2), work(3, leaves.signal), work(4)];
    leaves.abort();
    await expect(all[2]).rejects.toMatchObject({ name: 'AbortError' });
    expect(begun).toEqual([1, 2]);
    ends[0]();
    await all[0];
    await Promise.resolve();
    expect(begun).toEqual([1, 2, 4]);
    ends.slice(1).forEach(end => end());
    await Promise.all([all[1], all[3]]);
  });
});
