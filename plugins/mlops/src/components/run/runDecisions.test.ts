import type { Status } from '@mlops/plugin-mlops-common';
import { after, anAttempt, aTask } from '../../__testUtils__/factories';
import { eventList } from './eventList';
import { filterTasks } from './filterTasks';
import { nextOpening, openingTask } from './openingTask';
import {
  formatRunLocation,
  parseRunLocation,
  type RunLocation,
} from './runLocation';
import { shellLine } from './shellLine';
import { usageCurve } from './usageCurve';

describe('openingTask', () => {
  const failed = (name: string, second: number) =>
    aTask({ name, status: 'failed', finishedAt: after(second) });
  const running = aTask({ name: 'run', status: 'running', finishedAt: null });

  it('is the task that failed first, even while others run', () => {
    expect(openingTask([running, failed('b', 9), failed('a', 5)])).toBe('a');
  });

  it('is else the running one, else the run as a whole', () => {
    expect(openingTask([aTask(), running])).toBe('run');
    expect(openingTask([aTask()])).toBeNull();
  });

  it('stays a while when its task has ended, and gives way to a failure at once', () => {
    const next = aTask({ name: 'next', status: 'running', finishedAt: null });
    const shown = { task: 'run', since: 0 };
    const ended = { ...running, status: 'succeeded' as const };
    expect(nextOpening(shown, [running, next], 60_000)).toBe(shown);
    expect(nextOpening(shown, [ended, next], 1_000)).toBe(shown);
    expect(nextOpening(shown, [ended, next], 9_000).task).toBe('next');
    expect(nextOpening(shown, [running, failed('f', 1)], 1_000).task).toBe('f');
    expect(nextOpening(shown, [ended], 1_000).task).toBeNull();
  });
});

const DEFAULT: RunLocation = {
  view: 'graph',
  task: undefined,
  attempt: null,
  tab: 'log',
  states: [],
  find: '',
};

describe('filterTasks', () => {
  const tasks = [
    aTask({ name: 'load' }),
    aTask({ name: 'fit-1', title: 'Fit one', status: 'failed' }),
    aTask({ name: 'fit-2', title: 'Fit two' }),
  ];
  const names = (states: Status[], find: string) =>
    filterTasks(tasks, { states, find }).map(({ name }) => name);

  it('finds by a part of the name or title, in any of the states', () => {
    expect(names([], '')).toEqual(['load', 'fit-1', 'fit-2']);
    expect(names([], 'FIT-')).toEqual(['fit-1', 'fit-2']);
    expect(names([], 'one')).toEqual(['fit-1']);
    expect(names(['failed', 'running'], '')).toEqual(['fit-1']);
    expect(names(['failed'], 'two')).toEqual([]);
  });
});

describe('runLocation', () => {
  it('reads back what it writes', () => {
    for (const location of [
      DEFAULT,
      { ...DEFAULT, view: 'gantt', task: null },
      { ...DEFAULT, view: 'gantt', states: ['running', 'failed'], find: 'fit' },
      { ...DEFAULT, view: 'table', task: 'train', attempt: 2, tab: 'events' },
    ] satisfies RunLocation[]) {
      const search = formatRunLocation(location, new URLSearchParams());
      expect(parseRunLocation(search)).toEqual(location);
    }
  });

  it('leaves defaults out and other parameters alone', () => {
    const search = formatRunLocation(
      DEFAULT,
      new URLSearchParams('view=table&other=1'),
    );
    expect(search.toString()).toBe('other=1');
  });

  it('takes no notice of what it does not know', () => {
    const search = new URLSearchParams(
      'view=3d&tab=x&attempt=-1&state=burning',
    );
    expect(parseRunLocation(search)).toEqual(DEFAULT);
  });
});

describe('shellLine', () => {
  it.each([
    [['python', 'train.py', '--depth=3'], 'python train.py --depth=3'],
    [['echo', 'two words'], "echo 'two words'"],
    [['echo', ''], "echo ''"],
    [['echo', "it's"], "echo 'it'\\''s'"],
    [
      ['echo', '$HOME `id` "x" \\ ; | & *'],
      `echo '$HOME \`id\` "x" \\ ; | & *'`,
    ],
    [['echo', 'a\nb'], "echo 'a\nb'"],
  ])('writes %j so that a shell reads the same', (argv, line) => {
    expect(shellLine(argv)).toBe(line);
  });
});

describe('usageCurve', () => {
  const samples = [1, 4, 2].map((value, index) => ({
    at: after(index * 5),
    value,
  }));

  it('runs from first to last sample and marks the peak', () => {
    const curve = usageCurve(samples, { request: null, limit: null });
    expect(curve.points.map(({ x }) => x)).toEqual([0, 0.5, 1]);
    expect(curve.peak).toMatchObject({ x: 0.5, value: 4 });
    expect(curve.lengthMs).toBe(10_000);
    expect(Math.max(...curve.points.map(({ y }) => y))).toBe(1);
    expect(curve.axis).toEqual({ from: 0, to: 4, ticks: [0, 1, 2, 3, 4] });
  });

  it('shows a limit that fits the scale and leaves out one far above', () => {
    expect(usageCurve(samples, { request: 3, limit: 8 }).limit).not.toBeNull();
    expect(usageCurve(samples, { request: 3, limit: 64 })).toMatchObject({
      request: expect.any(Number),
      limit: null,
    });
  });

  it('survives no samples, one sample and nonsense', () => {
    const bounds = { request: null, limit: null };
    expect(usageCurve([], bounds)).toMatchObject({ points: [], peak: null });
    expect(usageCurve(samples.slice(0, 1), bounds).points).toHaveLength(1);
    expect(
      usageCurve([{ at: after(0), value: NaN }, ...samples], bounds).points,
    ).toHaveLength(3);
  });
});

describe('eventList', () => {
  it('puts messages and attempts in one order of time', () => {
    const task = aTask({
      name: 'svc',
      attempts: [anAttempt({ startedAt: after(10), finishedAt: after(20) })],
    });
    const events = eventList(
      task,
      [
        { at: after(5), task: 'svc', attempt: null, text: 'waited' },
        { at: after(15), task: 'other', attempt: 1, text: 'not mine' },
        { at: after(16), task: 'svc', attempt: 1, text: 'built' },
      ],
      { started: n => `start ${n}`, ended: n => `end ${n}` },
      after(0),
    );
    expect(events.map(({ text, afterMs }) => [text, afterMs])).toEqual([
      ['waited', 5_000],
      ['start 1', 5_000],
      ['built', 6_000],
      ['end 1', 4_000],
    ]);
  });
});
