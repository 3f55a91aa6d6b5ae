import type { WorkloadStatus } from '@mlops/plugin-mlops-common';

/**
 * What an engine remembers of a workload beside its plan, so that another backend can go on with it: where it keeps
 * that, and what it adds of its own, is the engine's matter. Times are in milliseconds since 1970.
 *
 * @public
 */
export interface WorkloadProgress {
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
  lastStartedAt: number | null;
  /** In a row, the last one at `failedAt`. */
  failures: number;
  failedAt: number | null;
  /** Why the start that is under way counts as failed, though it is still to be ended. */
  givenUp: string | null;
  /** Why it is to end, once somebody asked for that. */
  ending: string | null;
  exitCode: number | null;
  peak: { cpuCores: number | null; memoryBytes: number | null } | null;
  logGaps: readonly number[];
}

/** The progress of a workload that was just taken. @public */
export const NEW_WORKLOAD_PROGRESS: Readonly<WorkloadProgress> = {
  revision: 1,
  status: 'starting',
  reason: null,
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
  logGaps: [],
};
