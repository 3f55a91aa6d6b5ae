import fc from 'fast-check';
import {
  heldBy,
  lackingIn,
  NO_QUOTA,
  NOTHING_HELD,
  type Demand,
  type Quota,
} from '@mlops/plugin-mlops-common';
import { admit } from './admit';

const queue = fc.array(fc.constantFrom('vision', 'ads', 'public'), {
  maxLength: 30,
});

/** So many tasks at once, each with so many cores. */
function wants(atOnce: number, cores = 1): Demand {
  return {
    atOnce,
    steps: {
      cpuMillicores: [[cores * 1000, atOnce]],
      memoryBytes: [[1e9, atOnce]],
      gpus: [[0, atOnce]],
    },
  };
}

function waits(id: string, project: string, demand = wants(1)) {
  return { id, project, demand };
}

function runs(project: string, held = NOTHING_HELD) {
  return { project, held };
}

const unbounded = () => NO_QUOTA;
const idsOf = ({ admitted }: ReturnType<typeof admit>) =>
  admitted.map(({ id }) => id);

describe('admit', () => {
  it('lets the oldest run of each project in before a second one of any', () => {
    const waiting = [
      waits('1', 'vision'),
      waits('2', 'vision'),
      waits('3', 'ads'),
    ];
    expect(idsOf(admit(waiting, [], 2, unbounded))).toEqual(['1', '3']);
  });

  it('gives a free slot to the project with fewer runs under way', () => {
    const waiting = [waits('1', 'vision'), waits('2', 'ads')];
    const running = [runs('vision'), runs('vision')];
    expect(idsOf(admit(waiting, running, 3, unbounded))).toEqual(['2']);
  });

  it('never exceeds the slots, leaves none empty, and keeps the order inside of a project', () => {
    fc.assert(
      fc.property(queue, queue, fc.nat(20), (projects, running, slots) => {
        const waiting = projects.map((project, i) => waits(`${i}`, project));
        const underWay = running.map(project => runs(project));
        const { admitted, left } = admit(waiting, underWay, slots, unbounded);
        const ids = admitted.map(({ id }) => id);
        const free = Math.max(0, slots - running.length);
        expect(ids).toHaveLength(Math.min(free, waiting.length));
        expect(new Set([...ids, ...left.map(({ id }) => id)]).size).toBe(
          waiting.length,
        );
        for (const project of new Set(projects)) {
          const own = waiting.filter(run => run.project === project);
          const chosen = own.filter(({ id }) => ids.includes(id));
          expect(chosen).toEqual(own.slice(0, chosen.length));
        }
      }),
    );
  });
});

describe('admit with quotas', () => {
  const quotaOf = (project: string) =>
    project === 'vision' ? { ...NO_QUOTA, cpuMillicores: 4_000 } : NO_QUOTA;

  it('gives a run as many tasks at once as there is room for', () => {
    const held = { ...NOTHING_HELD, tasks: 1, cpuMillicores: 1_000 };
    const waiting = [waits('1', 'vision', wants(100)), waits('2', 'ads')];
    expect(admit(waiting, [runs('vision', held)], 9, quotaOf).admitted).toEqual(
      [
        { id: '2', atOnce: 1 },
        { id: '1', atOnce: 3 },
      ],
    );
  });

  it('lets other projects pass a run that waits for room, not younger ones of its own', () => {
    const held = { ...NOTHING_HELD, tasks: 1, cpuMillicores: 1_000 };
    const waiting = [
      waits('1', 'vision', wants(2, 4)),
      waits('2', 'vision'),
      waits('3', 'ads'),
    ];
    expect(admit(waiting, [runs('vision', held)], 9, quotaOf)).toEqual({
      admitted: [{ id: '3', atOnce: 1 }],
      left: [
        {
          id: '1',
          reason:
            'needs 4 CPUs; of the quota of the project group "vision", 4 CPUs, 3 is free',
        },
        {
          id: '2',
          reason:
            '1 wait before this one for room in the quota of the project group "vision"',
        },
      ],
    });
  });

  it('says that no memory is free where all is held', () => {
    const held = { ...NOTHING_HELD, tasks: 1, memoryBytes: 2e9 };
    const { left } = admit(
      [waits('1', 'vision')],
      [runs('vision', held)],
      9,
      () => ({ ...NO_QUOTA, memoryBytes: 2e9 }),
    );
    expect(left[0].reason).toBe(
      'needs 1G of memory; of the quota of the project group "vision", 2G of memory, 0B is free',
    );
  });

  it('says when there is never room', () => {
    expect(
      admit([waits('1', 'vision', wants(1, 8))], [], 9, quotaOf).left[0].reason,
    ).toBe('needs 8 CPUs; the quota of the project group "vision" is 4 CPUs');
  });

  it('never exceeds a quota, and lets all through in the end', () => {
    const quota = fc.record({
      tasks: fc.option(fc.integer({ min: 1, max: 6 }), { nil: null }),
      cores: fc.option(fc.integer({ min: 4, max: 9 }), { nil: null }),
    });
    const work = fc.array(
      fc.record({
        project: fc.constantFrom('vision', 'ads'),
        atOnce: fc.nat(8),
        cores: fc.integer({ min: 1, max: 4 }),
      }),
      { maxLength: 15 },
    );
    fc.assert(
      fc.property(
        work,
        quota,
        quota,
        fc.integer({ min: 1, max: 4 }),
        (...all) => {
          const [wanted, vision, ads, slots] = all;
          const of = ({ tasks, cores }: typeof vision): Quota => ({
            ...NO_QUOTA,
            tasks,
            cpuMillicores: cores === null ? null : cores * 1000,
          });
          const quotas = new Map([
            ['vision', of(vision)],
            ['ads', of(ads)],
          ]);
          let waiting = wanted.map(({ project, atOnce, cores }, i) =>
            waits(`${i}`, project, wants(atOnce, cores)),
          );
          let running: Array<ReturnType<typeof runs>> = [];
          for (let turn = 0; waiting.length > 0; turn++) {
            expect(turn).toBeLessThan(100);
            const { admitted } = admit(
              waiting,
              running,
              slots,
              project => quotas.get(project) ?? NO_QUOTA,
            );
            for (const { id, atOnce } of admitted) {
              const run = waiting.find(one => one.id === id);
              if (run)
                running.push(runs(run.project, heldBy(run.demand, atOnce)));
            }
            for (const [project, most] of quotas) {
              const held = running
                .filter(run => run.project === project)
                .reduce((sum, run) => sum + run.held.cpuMillicores, 0);
              expect(
                lackingIn(most, { ...NOTHING_HELD, cpuMillicores: held }),
              ).toEqual([]);
            }
            const started = new Set(admitted.map(({ id }) => id));
            waiting = waiting.filter(({ id }) => !started.has(id));
            // The oldest ends.
            running = running.slice(1);
          }
        },
      ),
    );
  });
});
