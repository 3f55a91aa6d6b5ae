import type { WorkloadStatus } from '@mlops/plugin-mlops-common';

/** What the engine remembers of a workload; it lies beside the plan and is replaced as a whole. Times are in milliseconds since 1970. */
export interface WorkloadState {
  /** Counts the changes. */
  revision: number;
  status: WorkloadStatus;
  reason: string | null;
  createdAt: number;
  /** The first start. */
  startedAt: number | null;
  /** When it got ready last; `null` unless it is. */
  readyAt: number | null;
  finishedAt: number | null;
  /** So many, the last one under way if `isRunning`. */
  starts: number;
  isRunning: boolean;
  lastStartedAt: number | null;
  /** In a row, the last one at `failedAt`. */
  failures: number;
  failedAt: number | null;
  /** Why the start that is under way counts as failed, though it is still to be ended. */
  givenUp: string | null;
  /** Why it is to end, once somebody asked for that. */
  ending: string | null;
  exitCode: number | null;
  peak: { cpuCores: number; memoryBytes: number } | null;
}

/** The state of a workload that was just taken. */
export function newWorkloadState(now: number): WorkloadState {
  return {
    revision: 1,
    status: 'starting',
    reason: null,
    createdAt: now,
    startedAt: null,
    readyAt: null,
    finishedAt: null,
    starts: 0,
    isRunning: false,
    lastStartedAt: null,
    failures: 0,
    failedAt: null,
    givenUp: null,
    ending: null,
    exitCode: null,
    peak: null,
  };
}
