import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readLogTimes } from './readLogTimes';

describe('readLogTimes', () => {
  let folder: string;
  let path: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'log-times-'));
    path = join(folder, 'log.index');
  });
  afterAll(() => rm(folder, { recursive: true }));

  const read = (from: number, to = Infinity, limit = 1_000) =>
    readLogTimes(path, { from, to, limit });

  it('finds the entries of a range in an index of any size', async () => {
    const entries = Array.from({ length: 50_000 }, (_, i) => ({
      offset: i * 100,
      at: 1_700_000_000_000 + i,
    }));
    await writeFile(
      path,
      entries.map(({ offset, at }) => `${offset} ${at}\n`).join(''),
    );
    for (const first of [0, 1, 777, 25_000, 49_998]) {
      const wanted = entries.slice(first, first + 2);
      const from = first * 100;
      expect(await read(from, from + 200)).toEqual(wanted);
      expect(await read(from + 99, from + 101)).toEqual(wanted);
      expect(await read(from + 50, Infinity, 1)).toEqual([entries[first]]);
    }
    expect(await read(1e15)).toEqual([entries[49_999]]);
  });

  it('leaves out what is half written, and takes the last word on a byte', async () => {
    await writeFile(path, '0 1000\n40 20\n40 2000\n60 30x\n80 3000\n90 40');
    expect(await read(0)).toEqual([
      { offset: 0, at: 1000 },
      { offset: 40, at: 2000 },
      { offset: 80, at: 3000 },
    ]);
  });

  it('has nothing to tell of an attempt that did not start', async () => {
    expect(
      await readLogTimes(join(folder, 'none'), { from: 0, to: 9, limit: 9 }),
    ).toEqual([]);
  });
});
