import { z } from 'zod';

/** Amounts that runs hold, or that they may hold at the same time. @public */
export interface RunAmounts {
  /** Tasks that execute. */
  tasks: number;
  cpuMillicores: number;
  memoryBytes: number;
  /** Whole ones, or hundredths. */
  gpus: number;
}

const amount = z.number().min(0).max(Number.MAX_SAFE_INTEGER);

/**
 * What the runs of a project group may use together; `null` is without bound. Counted are the limits of tasks,
 * not their requests, and of a disk what ended runs have left.
 *
 * @public
 */
export const quotaSchema = z
  .object({
    tasks: amount.int().nullable(),
    cpuMillicores: amount.int().nullable(),
    memoryBytes: amount.int().nullable(),
    gpus: amount.multipleOf(0.01).nullable(),
    diskBytes: amount.int().nullable(),
  })
  .meta({ id: 'Quota' });

/** @public */
export type Quota = z.infer<typeof quotaSchema>;

/** @public */
export const NO_QUOTA: Quota = {
  tasks: null,
  cpuMillicores: null,
  memoryBytes: null,
  gpus: null,
  diskBytes: null,
};

/** Of what runs hold amounts, in the order in which it is told. */
const RUN_AMOUNTS = [
  'tasks',
  'cpuMillicores',
  'memoryBytes',
  'gpus',
] as const satisfies ReadonlyArray<keyof RunAmounts>;

/** @public */
export const NOTHING_HELD: RunAmounts = {
  tasks: 0,
  cpuMillicores: 0,
  memoryBytes: 0,
  gpus: 0,
};

/** @public */
export function addAmounts(a: RunAmounts, b: RunAmounts): RunAmounts {
  return mapAmounts(key => a[key] + b[key]);
}

/** What is left of a quota; negative where it was lowered below what is held. @public */
export function roomIn(quota: Quota, held: RunAmounts): Quota {
  const left = (key: keyof RunAmounts) => {
    const most = quota[key];
    return most === null ? null : hundredths(most - held[key]);
  };
  return {
    tasks: left('tasks'),
    cpuMillicores: left('cpuMillicores'),
    memoryBytes: left('memoryBytes'),
    gpus: left('gpus'),
    diskBytes: quota.diskBytes,
  };
}

/** Kinds of which `wanted` is more than `room`, in the order in which it is told. */
export function lackingIn(
  room: Quota,
  wanted: RunAmounts,
): Array<keyof RunAmounts> {
  return RUN_AMOUNTS.filter(key => {
    const most = room[key];
    return most !== null && wanted[key] > most;
  });
}

export function mapAmounts(of: (key: keyof RunAmounts) => number): RunAmounts {
  return {
    tasks: of('tasks'),
    cpuMillicores: of('cpuMillicores'),
    memoryBytes: of('memoryBytes'),
    gpus: hundredths(of('gpus')),
  };
}

/** Shares of GPUs have two decimals, which binary fractions only come near to. */
function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
