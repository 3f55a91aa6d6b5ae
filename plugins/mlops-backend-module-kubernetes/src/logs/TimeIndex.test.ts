import { acrossGaps, TimeIndex, timesIn } from './TimeIndex';

const entries = [0, 4, 8].map(offset => ({ offset, at: 1_000 + offset * 100 }));

describe('TimeIndex', () => {
  it('takes what is written at once together, and remembers no more than it can hold', () => {
    const index = new TimeIndex();
    for (let i = 0; i < 200_000; i++) index.push(i * 10, 1_000 + i * 5);
    expect(index.entries.length).toBeLessThanOrEqual(50_000);
    expect(index.entries.length).toBeGreaterThan(20_000);
    expect(index.entries[0]).toEqual({ offset: 0, at: 1_000 });
    const wrong = index.entries.filter(
      ({ offset, at }) => offset !== (at - 1_000) * 2,
    );
    expect(wrong).toEqual([]);
  });
});

describe('timesIn', () => {
  it('gives those that tell the time of a range, the first ones of too many', () => {
    const get = (from: number, to: number, limit = 9) =>
      timesIn(entries, { from, to, limit }).map(({ offset }) => offset);
    expect(get(0, 14)).toEqual([0, 4, 8]);
    expect(get(5, 8)).toEqual([4]);
    expect(get(4, 14, 1)).toEqual([4]);
    expect(get(100, 200)).toEqual([8]);
    expect(get(8, 8)).toEqual([]);
  });
});

describe('acrossGaps', () => {
  it('counts what is behind the last gap from the end, and forgets what is between gaps', () => {
    const across = (gaps: number[]) =>
      acrossGaps(entries, gaps, 100).map(({ offset }) => offset);
    expect(across([])).toEqual([0, 4, 8]);
    expect(across([4])).toEqual([0, 104, 108]);
    expect(across([8, 4])).toEqual([0, 108]);
  });
});
