import { dueNodes, MOST_AT_ONCE } from './dueNodes';
import { readSummary } from './readSummary';
import { UsageSeries } from './UsageSeries';

describe('readSummary', () => {
  const time = '2026-11-26T01:43:25Z';
  const container = (name: string, cpu: number, memory: number) => ({
    name,
    cpu: { time, usageCoreNanoSeconds: cpu },
    memory: { time, workingSetBytes: memory },
  });

  it('reads one container of each pod', () => {
    const pods = [
      {
        podRef: { uid: 'a' },
        containers: [container('main', 720, 83), container('wait', 11, 6)],
      },
      { podRef: { uid: 'b' }, containers: [container('wait', 1, 1)] },
    ];
    expect(readSummary({ pods }, 'main')).toEqual([
      {
        podUid: 'a',
        at: Date.parse(time),
        cpuCoreNanoSeconds: 720,
        workingSetBytes: 83,
      },
    ]);
  });

  it('takes the zeros of a container that has just ended for nothing', () => {
    const pods = [
      { podRef: { uid: 'a' }, containers: [container('main', 0, 0)] },
    ];
    expect(readSummary({ pods }, 'main')).toEqual([]);
  });

  it('takes what is missing for nothing', () => {
    expect(readSummary({}, 'main')).toEqual([]);
    expect(
      readSummary({ pods: [{}, { containers: [{ name: 'main' }] }] }, 'main'),
    ).toEqual([]);
  });
});

describe('UsageSeries', () => {
  const reading = (at: number, cores: number, memory: number) => ({
    at,
    cpuCoreNanoSeconds: cores * 1e9,
    workingSetBytes: memory,
  });

  it('tells cores between two readings, the first since the start', () => {
    const series = new UsageSeries(0);
    series.add(reading(2_000, 1, 50));
    series.add(reading(3_000, 3, 40));
    expect(series.samples).toEqual([
      { at: 2_000, cpuCores: 0.5, memoryBytes: 50 },
      { at: 3_000, cpuCores: 2, memoryBytes: 40 },
    ]);
    expect(series.peak).toEqual({ cpuCores: 2, memoryBytes: 50 });
  });

  it('knows nothing before the first reading', () => {
    expect(new UsageSeries(0).peak).toBeNull();
  });

  it('passes over a reading that is told twice', () => {
    const series = new UsageSeries(0);
    series.add(reading(1_000, 1, 1));
    series.add(reading(1_000, 1, 1));
    expect(series.samples).toHaveLength(1);
  });

  it('keeps few samples of what runs for long, and each new peak', () => {
    const series = new UsageSeries(0);
    for (let second = 1; second <= 3_600; second += 1) {
      series.add(reading(second * 1_000, second, second === 1_805 ? 9 : 5));
    }
    expect(series.samples.length).toBeLessThan(60 + 360 + 10);
    expect(series.peak).toEqual({ cpuCores: 1, memoryBytes: 9 });
    expect(series.samples).toContainEqual(
      expect.objectContaining({ at: 1_805_000, memoryBytes: 9 }),
    );
  });

  it('goes on with what was kept before the portal was started anew', () => {
    const series = new UsageSeries(0, [
      { at: 1_000, cpuCores: 3, memoryBytes: 7 },
    ]);
    series.add(reading(10_000, 5, 6));
    expect(series.peak).toEqual({ cpuCores: 3, memoryBytes: 7 });
    expect(series.samples).toHaveLength(2);
  });
});

describe('dueNodes', () => {
  const now = 1_000_000;
  const young = { node: 'young', startedAt: now - 5_000 };
  const old = { node: 'old', startedAt: now - 600_000 };

  it('are those with a young attempt every second, and others every ten', () => {
    const at = (ago: number) =>
      new Map([
        ['young', now - ago],
        ['old', now - ago],
      ]);
    expect(dueNodes([young, old], at(999), now)).toEqual([]);
    expect(dueNodes([young, old], at(1_000), now)).toEqual(['young']);
    expect(dueNodes([young, old], at(10_000), now)).toEqual(['young', 'old']);
  });

  it('are read as often as the youngest of their attempts wants', () => {
    const both = [old, { ...young, node: 'old' }];
    expect(dueNodes(both, new Map([['old', now - 1_000]]), now)).toEqual([
      'old',
    ]);
  });

  it('are read at once when they have their first attempt', () => {
    expect(dueNodes([old], new Map(), now)).toEqual(['old']);
  });

  it('are few at a time, and each has its turn', () => {
    const running = Array.from({ length: 100 }, (_, place) => ({
      node: `n${place}`,
      startedAt: now - 1_000,
    }));
    const readAt = new Map<string, number>();
    for (let second = 0; second < 5; second += 1) {
      const at = now + second * 1_000;
      const due = dueNodes(running, readAt, at);
      expect(due).toHaveLength(MOST_AT_ONCE);
      due.forEach(node => readAt.set(node, at));
    }
    expect(readAt.size).toBe(100);
  });
});
