import type { WorkloadPlan } from '@mlops/plugin-mlops-common';
import { backoffMs } from './backoffMs';
import { endOfLifetime, lifetimeOver } from './lifetime';
import type { WorkloadProgress } from './WorkloadProgress';

/** What is to be done about a workload of which nothing runs. @public */
export type BetweenStarts =
  | { step: 'start' }
  /** Until then, in milliseconds since 1970, unless somebody asks for its end. */
  | { step: 'wait'; until: number }
  | { step: 'end'; reason: string };

/**
 * Decides what comes next for a workload that is not over, while no start of it is under way. Pure.
 *
 * @param now - milliseconds since 1970
 * @public
 */
export function betweenStarts(
  plan: Pick<WorkloadPlan, 'lifetimeSeconds' | 'restart'>,
  progress: Pick<
    WorkloadProgress,
    'ending' | 'failedAt' | 'failures' | 'startedAt'
  >,
  now: number,
): BetweenStarts {
  if (progress.ending !== null) return { step: 'end', reason: progress.ending };
  const over = endOfLifetime(plan, progress);
  if (now >= over) return { step: 'end', reason: lifetimeOver(plan) };
  const again = startsAgainAt(plan, progress);
  if (now >= again) return { step: 'start' };
  return { step: 'wait', until: Math.min(again, over) };
}

function startsAgainAt(
  { restart }: Pick<WorkloadPlan, 'restart'>,
  { failures, failedAt }: Pick<WorkloadProgress, 'failedAt' | 'failures'>,
): number {
  // One that is not started again is over since its exit.
  if (failures === 0 || failedAt === null || restart.kind === 'never') {
    return -Infinity;
  }
  return failedAt + backoffMs(restart.backoffSeconds, failures);
}
