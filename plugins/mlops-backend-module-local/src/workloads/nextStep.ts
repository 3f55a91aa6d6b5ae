import { isWorkloadOver, type WorkloadPlan } from '@mlops/plugin-mlops-common';
import { betweenStarts, type BetweenStarts } from '@mlops/plugin-mlops-node';
import type { WorkloadState } from './WorkloadState';

/** What is to be done about a workload now. */
export type NextStep =
  | { step: 'nothing' }
  /** A start is under way, and what becomes of it comes first. */
  | { step: 'follow' }
  | BetweenStarts;

/** Decides what comes next. Pure: the same state and instant give the same step. */
export function nextStep(
  plan: Pick<WorkloadPlan, 'lifetimeSeconds' | 'restart'>,
  state: WorkloadState,
  now: number,
): NextStep {
  if (isWorkloadOver(state.status)) return { step: 'nothing' };
  if (state.isRunning) return { step: 'follow' };
  return betweenStarts(plan, state, now);
}
