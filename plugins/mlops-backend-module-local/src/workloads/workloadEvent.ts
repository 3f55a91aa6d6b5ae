import type { WorkloadId } from '@mlops/plugin-mlops-common';
import type { FeedEvent } from '../EventFeed';
import type { WorkloadState } from './WorkloadState';

/** The state of a workload as an event. */
export function workloadEvent(
  workloadId: WorkloadId,
  state: WorkloadState,
  at: number,
): FeedEvent {
  const { revision, status, reason, starts } = state;
  const { startedAt, readyAt, finishedAt, exitCode, peak } = state;
  return {
    type: 'workload',
    at,
    workloadId,
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
