import { isWorkloadOver, type WorkloadPlan } from '@mlops/plugin-mlops-common';
import { backoffMs } from '../backoffMs';
import type { WorkloadState } from './WorkloadState';

/** What is to be done about a workload now. */
export type NextStep =
  | { step: 'nothing' }
  /** A start is under way, and what becomes of it comes first. */
  | { step: 'follow' }
  | { step: 'start' }
  /** Until then, in milliseconds since 1970, unless somebody asks for its end. */
  | { step: 'wait'; until: number }
  | { step: 'end'; reason: string };

/** Decides what comes next. Pure: the same state and instant give the same step. */
export function nextStep(
  plan: Pick<WorkloadPlan, 'lifetimeSeconds' | 'restart'>,
  state: WorkloadState,
  now: number,
): NextStep {
  if (isWorkloadOver(state.status)) return { step: 'nothing' };
  if (state.isRunning) return { step: 'follow' };
  if (state.ending !== null) {
    return { step: 'end', reason: state.ending };
  }
  const endsAt = endOfLifetime(plan, state);
  if (now >= endsAt) {
    return { step: 'end', reason: lifetimeOver(plan) };
  }
  const { restart } = plan;
  const hasFailed = state.failures > 0 && state.failedAt !== null;
  // One that is not started again is over since its exit.
  if (!hasFailed || restart.kind === 'never') return { step: 'start' };
  const until =
    (state.failedAt ?? 0) + backoffMs(restart.backoffSeconds, state.failures);
  if (now >= until) return { step: 'start' };
  return { step: 'wait', until: Math.min(until, endsAt) };
}

/** Milliseconds since 1970; `Infinity` as long as none is known. */
export function endOfLifetime(
  { lifetimeSeconds }: Pick<WorkloadPlan, 'lifetimeSeconds'>,
  { startedAt }: WorkloadState,
): number {
  return lifetimeSeconds === null || startedAt === null
    ? Infinity
    : startedAt + lifetimeSeconds * 1000;
}

export function lifetimeOver({
  lifetimeSeconds,
}: Pick<WorkloadPlan, 'lifetimeSeconds'>): string {
  return `its lifetime of ${lifetimeSeconds} s is over`;
}
