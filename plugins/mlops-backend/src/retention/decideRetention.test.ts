import fc from 'fast-check';
import {
  decideRetention,
  type EndedRun,
  type KnownCache,
} from './decideRetention';
import type { RetentionPolicy } from './RetentionPolicy';

const DAY = 86_400_000;
const NOW = 1_000 * DAY;

const POLICY: RetentionPolicy = {
  minimumAge: DAY,
  runs: { keepFor: 365 * DAY, keepLast: 2 },
  logs: { keepFor: 90 * DAY, maxTotal: 1_000 },
  outputs: { keepFor: 180 * DAY, maxTotal: 10_000 },
  environments: { keepFor: 30 * DAY, maxTotal: 500 },
};

let made = 0;

/** A failed run that ended so many days ago; the younger, the greater its id. */
function run(days: number, more: Partial<EndedRun> = {}): EndedRun {
  made += 1;
  const id = `${String(100_000 - Math.floor(days * 10)).padStart(
    6,
    '0',
  )}-${made}`;
  return {
    id,
    pipelineId: 'digits',
    succeeded: false,
    finishedAt: NOW - days * DAY,
    busy: false,
    logs: 0,
    outputs: 0,
    ...more,
  };
}

function cache(days: number, more: Partial<KnownCache> = {}): KnownCache {
  made += 1;
  return {
    id: `cache-${made}`,
    engine: 'local',
    title: 'Python: numpy',
    bytes: 100,
    usedAt: NOW - days * DAY,
    inUse: false,
    ...more,
  };
}

/** `run 400`: what goes, and how many days it is old. */
function decided(
  runs: EndedRun[],
  policy: Partial<RetentionPolicy> = {},
  caches: KnownCache[] = [],
): string[] {
  return decideRetention({ runs, caches }, { ...POLICY, ...policy }, NOW).map(
    removal =>
      removal.what === 'environment'
        ? `environment ${(NOW - removal.cache.usedAt) / DAY}`
        : `${removal.what} ${(NOW - removal.run.finishedAt) / DAY}`,
  );
}

describe('decideRetention', () => {
  it.each<{
    promise: string;
    runs: EndedRun[];
    policy?: Partial<RetentionPolicy>;
    goes: string[];
  }>([
    { promise: 'nothing of nothing', runs: [], goes: [] },
    {
      promise: 'no young run',
      runs: [run(1), run(2), run(3), run(364)],
      goes: [],
    },
    {
      promise: 'old runs beyond the last two of the pipeline',
      runs: [run(366), run(400), run(500), run(600)],
      goes: ['run 500', 'run 600'],
    },
    {
      promise: 'the run that has become too old, and not one a moment younger',
      runs: [run(1), run(2), run(365), run(365.1)],
      goes: ['run 365.1'],
    },
    {
      promise: 'the last two of each pipeline apart',
      runs: [
        run(400),
        run(410),
        run(420),
        run(500, { pipelineId: 'wine' }),
        run(510, { pipelineId: 'wine' }),
      ],
      goes: ['run 420'],
    },
    {
      promise: 'no last successful run, however old',
      runs: [run(1), run(2), run(900, { succeeded: true }), run(901)],
      goes: ['run 901'],
    },
    {
      promise: 'a successful run after which another one succeeded',
      runs: [
        run(1, { succeeded: true }),
        run(2),
        run(900, { succeeded: true }),
      ],
      goes: ['run 900'],
    },
    {
      promise: 'no run with which something is still to be done',
      runs: [run(1), run(2), run(900, { busy: true })],
      goes: [],
    },
    {
      promise: 'every old run where none is kept for being among the last',
      runs: [run(366), run(367)],
      policy: { runs: { keepFor: 365 * DAY, keepLast: 0 } },
      goes: ['run 366', 'run 367'],
    },
    {
      promise: 'no run where runs are kept for ever',
      runs: [run(900), run(901), run(902)],
      policy: { runs: null },
      goes: [],
    },
    {
      promise: 'nothing younger than the least age, though its time is over',
      runs: [run(0.5), run(0.6), run(2)],
      policy: { runs: { keepFor: 0, keepLast: 0 } },
      goes: ['run 2'],
    },
    {
      promise: 'old logs, and the outputs beside them not',
      runs: [run(100, { logs: 5, outputs: 5 })],
      goes: ['logs 100'],
    },
    {
      promise: 'old outputs as well as old logs',
      runs: [run(200, { logs: 5, outputs: 5 })],
      goes: ['logs 200', 'outputs 200'],
    },
    {
      promise: 'no log of which nothing is left',
      runs: [run(200)],
      goes: [],
    },
    {
      promise: 'the oldest logs until the rest is small enough',
      runs: [
        run(2, { logs: 600 }),
        run(3, { logs: 300 }),
        run(4, { logs: 300 }),
        run(5, { logs: 10 }),
      ],
      goes: ['logs 5', 'logs 4'],
    },
    {
      promise: 'no log where all together are just as large as they may be',
      runs: [run(2, { logs: 600 }), run(3, { logs: 400 })],
      goes: [],
    },
    {
      promise: 'no young log, though all together are too large',
      runs: [run(0.1, { logs: 5_000 }), run(3, { logs: 1 })],
      goes: ['logs 3'],
    },
    {
      promise: 'neither log nor outputs of the last successful run',
      runs: [run(300, { succeeded: true, logs: 9_000, outputs: 90_000 })],
      goes: [],
    },
    {
      promise: 'no part of a run that goes as a whole',
      runs: [run(1), run(2), run(400, { logs: 5, outputs: 5 })],
      goes: ['run 400'],
    },
    {
      promise: 'less of the parts where a whole run makes room',
      runs: [
        run(1, { logs: 600 }),
        run(2, { logs: 300 }),
        run(400, { logs: 900 }),
      ],
      goes: ['run 400'],
    },
    {
      promise: 'no log where logs are kept for ever',
      runs: [run(300, { logs: 9_000 })],
      policy: { logs: null },
      goes: [],
    },
    {
      promise: 'no part of a run with which something is still to be done',
      runs: [run(300, { logs: 9_000, outputs: 90_000, busy: true })],
      goes: [],
    },
  ])('removes $promise', ({ runs, policy, goes }) => {
    expect(decided(runs, policy)).toEqual(goes);
    expect(decided([...runs].reverse(), policy)).toEqual(goes);
  });

  it.each<{ promise: string; caches: KnownCache[]; goes: string[] }>([
    {
      promise: 'an environment that nobody used for long',
      caches: [cache(31), cache(29)],
      goes: ['environment 31'],
    },
    {
      promise: 'no environment in use, however old and large',
      caches: [cache(900, { inUse: true, bytes: 1e12 })],
      goes: [],
    },
    {
      promise: 'those longest unused until the rest is small enough',
      caches: [
        cache(2, { bytes: 300 }),
        cache(4, { bytes: 200 }),
        cache(3, { bytes: 200 }),
      ],
      goes: ['environment 4'],
    },
    {
      promise: 'no young environment, though all together are too large',
      caches: [cache(0.5, { bytes: 5_000 })],
      goes: [],
    },
  ])('removes $promise', ({ caches, goes }) => {
    expect(decided([], {}, caches)).toEqual(goes);
  });

  it('says why, with the amounts that decided it', () => {
    const runs = [
      run(1),
      run(2),
      run(400),
      run(100, { logs: 5, pipelineId: 'wine' }),
      run(3, { outputs: 30_000, pipelineId: 'wine' }),
    ];
    const decision = decideRetention(
      { runs, caches: [cache(31)] },
      POLICY,
      NOW,
    );
    expect(decision.map(({ reason }) => reason)).toEqual([
      'the run ended 400 days ago and 2 newer runs of its pipeline have ended; runs are kept for 365 days, the last 2 longer',
      '100 days have passed since the run ended; logs are kept for 90 days',
      'outputs took 29.3 KiB together, of which 9.8 KiB are kept; the oldest go first',
      '31 days have passed since it was used; environments are kept for 30 days',
    ]);
  });

  it('comes to an end: what it leaves, it would leave again', () => {
    const anEndedRun = fc.record({
      days: fc.integer({ min: 0, max: 800 }),
      pipelineId: fc.constantFrom('digits', 'wine', 'sweep'),
      succeeded: fc.boolean(),
      busy: fc.boolean(),
      logs: fc.nat(800),
      outputs: fc.nat(8_000),
    });
    fc.assert(
      fc.property(fc.array(anEndedRun, { maxLength: 40 }), described => {
        const runs = described.map(({ days, ...more }) => run(days, more));
        const first = decideRetention({ runs, caches: [] }, POLICY, NOW);
        const left = new Map(runs.map(ended => [ended.id, { ...ended }]));
        for (const removal of first) {
          if (removal.what === 'environment') continue;
          const ended = left.get(removal.run.id);
          expect(ended).toMatchObject({ busy: false });
          expect(NOW - removal.run.finishedAt).toBeGreaterThanOrEqual(DAY);
          if (removal.what === 'run') left.delete(removal.run.id);
          else if (ended) ended[removal.what] = 0;
        }
        const facts = { runs: [...left.values()], caches: [] };
        expect(decideRetention(facts, POLICY, NOW)).toEqual([]);
      }),
    );
  });
});
