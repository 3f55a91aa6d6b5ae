import { formatBytes } from '../language/memory';
import type { Quota, RunAmounts } from './Quota';

/** `4 CPUs`, `1 task`, `64G of memory`. */
function tellAmount(kind: keyof Quota, value: number): string {
  switch (kind) {
    case 'tasks':
      return `${value} ${value === 1 ? 'task' : 'tasks'}`;
    case 'cpuMillicores':
      return `${value / 1000} ${value === 1000 ? 'CPU' : 'CPUs'}`;
    case 'gpus':
      return `${value} ${value === 1 ? 'GPU' : 'GPUs'}`;
    case 'memoryBytes':
      return `${formatBytes(value)} of memory`;
    case 'diskBytes':
      return `${formatBytes(value)} of disk`;
    default:
      throw new Error(`unknown amount ${kind satisfies never}`);
  }
}

/**
 * Why something cannot have what it wants now: the first kind that lacks, with the numbers.
 *
 * @returns `4 CPUs, and 1 CPU of the 8 CPUs … is free`
 */
export function tellLack(
  kind: keyof RunAmounts,
  about: { wanted: RunAmounts; quota: Quota; room: Quota; project: string },
): string {
  const { wanted, quota, room, project } = about;
  const most = quota[kind] ?? 0;
  const free = Math.max(0, room[kind] ?? 0);
  const needs = `needs ${tellAmount(kind, wanted[kind])}`;
  return wanted[kind] > most
    ? `${needs}; the quota of the project group "${project}" is ${tellAmount(
        kind,
        most,
      )}`
    : `${needs}; of the quota of the project group "${project}", ${tellAmount(
        kind,
        most,
      )}, ${numberOf(kind, free)} is free`;
}

function numberOf(kind: keyof RunAmounts, value: number): string {
  switch (kind) {
    case 'cpuMillicores':
      return String(value / 1000);
    case 'memoryBytes':
      return formatBytes(value);
    default:
      return String(value);
  }
}
