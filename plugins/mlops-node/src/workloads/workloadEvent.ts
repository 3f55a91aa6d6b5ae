import type { WorkloadId } from '@mlops/plugin-mlops-common';
import type { WorkloadEvent } from '../engine/EngineEvent';
import type { WorkloadProgress } from './WorkloadProgress';

/**
 * The progress of a workload as the event that tells it.
 *
 * @param at - milliseconds since 1970
 * @public
 */
export function workloadEvent(
  workloadId: WorkloadId,
  progress: WorkloadProgress,
  at: number,
): WorkloadEvent {
  const { revision, status, reason, starts } = progress;
  const { startedAt, readyAt, finishedAt, exitCode } = progress;
  const { peak, logGaps } = progress;
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
    logGaps,
  };
}
