import type { WorkloadPlan } from '@mlops/plugin-mlops-common';
import type { WorkloadProgress } from './WorkloadProgress';

/**
 * When the lifetime of a workload is over, however often it was restarted: milliseconds since 1970; `Infinity` where
 * it has none, or has not begun.
 *
 * @public
 */
export function endOfLifetime(
  { lifetimeSeconds }: Pick<WorkloadPlan, 'lifetimeSeconds'>,
  { startedAt }: Pick<WorkloadProgress, 'startedAt'>,
): number {
  return lifetimeSeconds === null || startedAt === null
    ? Infinity
    : startedAt + lifetimeSeconds * 1000;
}

/** The reason of an end that came with the lifetime. @public */
export function lifetimeOver({
  lifetimeSeconds,
}: Pick<WorkloadPlan, 'lifetimeSeconds'>): string {
  return `its lifetime of ${lifetimeSeconds} s is over`;
}
