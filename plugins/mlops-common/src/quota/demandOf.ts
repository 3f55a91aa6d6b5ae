import type { RunPlan, TaskPlan } from '../plan/RunPlan';
import { lackingIn, mapAmounts, type Quota, type RunAmounts } from './Quota';
import { widthOf } from './widthOf';

/** Amounts from the largest down, each with the number of tasks that want so much. */
type Steps = ReadonlyArray<readonly [amount: number, tasks: number]>;

/**
 * What a run can hold at most, for every number of tasks at the same time. Small enough to be kept beside the
 * run, so that admission needs no plans.
 *
 * @public
 */
export interface Demand {
  /** Tasks that can execute at the same time at most. */
  atOnce: number;
  steps: Readonly<Record<Exclude<keyof RunAmounts, 'tasks'>, Steps>>;
}

/** @public */
export function demandOf({
  tasks,
  parallelism,
}: Pick<RunPlan, 'parallelism'> & {
  tasks: ReadonlyArray<
    Pick<TaskPlan, 'name' | 'dependsOn' | 'skip' | 'resources'>
  >;
}): Demand {
  const places = new Map(tasks.map(({ name }, place) => [name, place]));
  const waitsFor = tasks.map(({ dependsOn }) =>
    dependsOn.flatMap(name => places.get(name) ?? []),
  );
  const width = widthOf(
    waitsFor,
    tasks.map(({ skip }) => !skip),
  );
  const atOnce = Math.min(width, parallelism ?? Infinity);
  const wanted = tasks.filter(({ skip }) => !skip).map(amountsOf);
  const stepsOf = (key: keyof RunAmounts) =>
    largest(
      wanted.map(amounts => amounts[key]),
      atOnce,
    );
  return {
    atOnce,
    steps: {
      cpuMillicores: stepsOf('cpuMillicores'),
      memoryBytes: stepsOf('memoryBytes'),
      gpus: stepsOf('gpus'),
    },
  };
}

/** What one task may use: its limits. */
export function amountsOf({
  resources: { cpu, memory, gpu },
}: Pick<TaskPlan, 'resources'>): RunAmounts {
  return {
    tasks: 1,
    cpuMillicores: cpu.limitMillicores,
    memoryBytes: memory.limitBytes,
    gpus: gpu.count,
  };
}

/**
 * What a run holds at most with so many tasks at the same time. The most demanding tasks of each kind are
 * counted together, whether or not they can meet.
 *
 * @public
 */
export function heldBy({ steps }: Demand, atOnce: number): RunAmounts {
  return mapAmounts(key =>
    key === 'tasks' ? atOnce : sum(steps[key], atOnce),
  );
}

/**
 * The most tasks at the same time with which a run stays within a room; 0 when not even one does.
 *
 * @public
 */
export function fitDemand(demand: Demand, room: Quota): number {
  let fits = 0;
  let tooMany = demand.atOnce + 1;
  while (tooMany - fits > 1) {
    const tried = Math.floor((fits + tooMany) / 2);
    if (lackingIn(room, heldBy(demand, tried)).length === 0) fits = tried;
    else tooMany = tried;
  }
  return fits;
}

function largest(amounts: readonly number[], count: number): Steps {
  const steps: Array<[number, number]> = [];
  for (const amount of [...amounts].sort((a, b) => b - a).slice(0, count)) {
    const last = steps.at(-1);
    if (last?.[0] === amount) last[1] += 1;
    else steps.push([amount, 1]);
  }
  return steps;
}

function sum(steps: Steps, count: number): number {
  let left = count;
  let total = 0;
  for (const [amount, tasks] of steps) {
    const taken = Math.min(left, tasks);
    total += taken * amount;
    left -= taken;
  }
  return total;
}
