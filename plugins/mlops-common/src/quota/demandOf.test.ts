import fc from 'fast-check';
import type { Resources } from '../language/resources';
import { demandOf, fitDemand, heldBy } from './demandOf';
import { lackingIn, NO_QUOTA, roomIn, type Quota } from './Quota';

function uses(cpu: number, gigabytes: number, gpus = 0): Resources {
  return {
    cpu: { requestMillicores: 1, limitMillicores: cpu * 1000 },
    memory: { requestBytes: 1, limitBytes: gigabytes * 1e9 },
    gpu: { count: gpus, type: null },
  };
}

function task(name: string, resources: Resources, ...dependsOn: string[]) {
  return { name, resources, dependsOn, skip: false };
}

const prepare = task('prepare', uses(1, 16));
const trains = [1, 2, 3].map(n =>
  task(`train-${n}`, uses(4, 2, 0.1), 'prepare'),
);
const fan = { tasks: [prepare, ...trains], parallelism: null };

describe('demandOf', () => {
  it('counts the most demanding tasks of each kind, by their limits', () => {
    const demand = demandOf(fan);
    expect(demand.atOnce).toBe(3);
    expect(heldBy(demand, 3)).toEqual({
      tasks: 3,
      cpuMillicores: 12_000,
      memoryBytes: 20e9,
      gpus: 0.3,
    });
  });

  it('is bounded by the parallelism of the pipeline', () => {
    expect(demandOf({ ...fan, parallelism: 2 }).atOnce).toBe(2);
  });

  it('leaves out what is skipped', () => {
    const skipped = { ...prepare, skip: true };
    const demand = demandOf({ ...fan, tasks: [skipped, ...trains] });
    expect(heldBy(demand, 3).memoryBytes).toBe(6e9);
    expect(demandOf({ ...fan, tasks: [skipped] }).atOnce).toBe(0);
  });
});

describe('fitDemand', () => {
  it('finds the most tasks at once that there is room for', () => {
    const demand = demandOf(fan);
    const quota = { ...NO_QUOTA, cpuMillicores: 9_000 };
    expect(fitDemand(demand, NO_QUOTA)).toBe(3);
    expect(fitDemand(demand, quota)).toBe(2);
    expect(fitDemand(demand, { ...quota, memoryBytes: 15e9 })).toBe(0);
    expect(fitDemand(demand, { ...NO_QUOTA, gpus: 0.3 })).toBe(3);
  });

  it('gives what fits, and nothing that is more', () => {
    const amount = fc.option(fc.nat(20), { nil: null });
    const quotas: fc.Arbitrary<Quota> = fc
      .record({ tasks: amount, cpu: amount, memory: amount, gpus: amount })
      .map(({ tasks, cpu, memory, gpus }) => ({
        ...NO_QUOTA,
        tasks,
        cpuMillicores: cpu === null ? null : cpu * 1000,
        memoryBytes: memory === null ? null : memory * 1e9,
        gpus,
      }));
    const tasks = fc.array(
      fc.tuple(fc.integer({ min: 1, max: 8 }), fc.nat(8), fc.nat(2)),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(tasks, quotas, (wanted, quota) => {
        const demand = demandOf({
          parallelism: null,
          tasks: wanted.map(([cpu, memory, gpus], n) =>
            task(`task-${n}`, uses(cpu, memory + 1, gpus)),
          ),
        });
        const fits = fitDemand(demand, quota);
        const isTooMuch = (atOnce: number) =>
          lackingIn(quota, heldBy(demand, atOnce)).length > 0;
        expect(fits > 0 && isTooMuch(fits)).toBe(false);
        expect(fits === demand.atOnce || isTooMuch(fits + 1)).toBe(true);
      }),
    );
  });
});

describe('roomIn', () => {
  it('is what is left, below 0 where a quota was lowered', () => {
    const quota = { ...NO_QUOTA, tasks: 2, gpus: 0.3 };
    const held = { tasks: 3, cpuMillicores: 1, memoryBytes: 1, gpus: 0.1 };
    expect(roomIn(quota, held)).toEqual({ ...NO_QUOTA, tasks: -1, gpus: 0.2 });
  });
});
