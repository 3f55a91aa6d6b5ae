import type { WorkloadStatus } from '@mlops/plugin-mlops-common';

/**
 * What is remembered of a workload, on its cluster and beside its plan. Times are in milliseconds since 1970. Each
 * start of its program is a pod, numbered from 1.
 */
export interface WorkloadState {
  /** Counts the changes that are told. */
  revision: number;
  status: WorkloadStatus;
  reason: string | null;
  /** The first start. */
  startedAt: number | null;
  /** When it got ready last; `null` unless it is. */
  readyAt: number | null;
  finishedAt: number | null;
  /** So many, the last one under way if `isRunning`. */
  starts: number;
  isRunning: boolean;
  /** Of the pod of the last start, once it was made. */
  podUid: string | null;
  lastStartedAt: number | null;
  /** In a row, the last one at `failedAt`. */
  failures: number;
  failedAt: number | null;
  /** Why the start that is under way counts as failed, though it is still to be ended. */
  givenUp: string | null;
  /** Why it is to end, once somebody asked for that. */
  ending: string | null;
  /** Since when the start that is under way is to end, for either reason. */
  stoppingAt: number | null;
  exitCode: number | null;
  peak: { cpuCores: number | null; memoryBytes: number | null } | null;
  /** Bytes of the logs that are archived, of the first starts, in their order. */
  logBytes: readonly number[];
}

/** The state of a workload that was just taken. */
export const NEW_WORKLOAD: WorkloadState = {
  revision: 1,
  status: 'starting',
  reason: null,
  startedAt: null,
  readyAt: null,
  finishedAt: null,
  starts: 0,
  isRunning: false,
  podUid: null,
  lastStartedAt: null,
  failures: 0,
  failedAt: null,
  givenUp: null,
  ending: null,
  stoppingAt: null,
  exitCode: null,
  peak: null,
  logBytes: [],
};
