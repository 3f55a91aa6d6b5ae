import type { WorkloadEvent } from '@mlops/plugin-mlops-node';
import type { WorkloadRecord } from './workloadRecord';

/** The state of a workload as an event. */
export function workloadEvent(
  { plan, state }: Pick<WorkloadRecord, 'plan' | 'state'>,
  at: number,
): WorkloadEvent {
  const { revision, status, reason, starts } = state;
  const { startedAt, readyAt, finishedAt, exitCode, peak } = state;
  return {
    type: 'workload',
    at,
    workloadId: plan.workloadId,
    revision,
    status,
    reason,
    restarts: Math.max(0, starts - 1),
    startedAt,
    readyAt,
    finishedAt,
    exitCode,
    peak,
  };
}
