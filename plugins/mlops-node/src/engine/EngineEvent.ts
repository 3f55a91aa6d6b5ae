import type {
  RunId,
  Status,
  WorkloadId,
  WorkloadStatus,
} from '@mlops/plugin-mlops-common';
import type { EngineOutput } from './EngineOutput';

/**
 * What an engine tells. `at` is the engine's clock in milliseconds since 1970. Each event is a full
 * statement of the state of its subject, so that any of them may be missed, doubled or late.
 *
 * @public
 */
export type EngineEvent = { epoch: number } & (
  | SyncedEvent
  | RunEvent
  | TaskEvent
  | AttemptEvent
  | MessageEvent
  | WorkloadEvent
);

/** All that was there when the watch began has been told. @public */
export interface SyncedEvent {
  type: 'synced';
}

/** @public */
export interface RunEvent {
  type: 'run';
  at: number;
  runId: RunId;
  status: Status;
  /** Why, in words a person reads. */
  reason: string | null;
  startedAt: number | null;
  finishedAt: number | null;
}

/** @public */
export interface TaskEvent {
  type: 'task';
  at: number;
  runId: RunId;
  task: string;
  status: Status;
  reason: string | null;
  startedAt: number | null;
  finishedAt: number | null;
}

/** @public */
export interface AttemptEvent {
  type: 'attempt';
  at: number;
  runId: RunId;
  task: string;
  attempt: number;
  status: Status;
  reason: string | null;
  exitCode: number | null;
  startedAt: number | null;
  finishedAt: number | null;
  peak: { cpuCores: number | null; memoryBytes: number | null } | null;
  /** Complete once the attempt is final. */
  outputs: readonly EngineOutput[];
  /** `outputs.json`, at most 64 KiB. */
  values: Readonly<Record<string, unknown>>;
  /** `metrics.json`, at most 64 KiB. */
  metrics: Readonly<Record<string, number>>;
}

/** The platform's own words; never part of the log. @public */
export interface MessageEvent {
  type: 'message';
  /** Unique in the run, so that a doubled event is stored once. */
  id: string;
  at: number;
  runId: RunId;
  task: string | null;
  attempt: number | null;
  text: string;
}

/** @public */
export interface WorkloadEvent {
  type: 'workload';
  at: number;
  workloadId: WorkloadId;
  /**
   * Grows with every change of this workload. Its states come again, so that nothing else tells which of two
   * events is the newer one.
   */
  revision: number;
  status: WorkloadStatus;
  /** Why, or what is missing, in words a person reads. */
  reason: string | null;
  /** How often its program was started anew. */
  restarts: number;
  /** The first start of its program. */
  startedAt: number | null;
  /** When it got ready last; `null` unless it is. */
  readyAt: number | null;
  finishedAt: number | null;
  /** Of the end of its program that was last, where it had one. */
  exitCode: number | null;
  /** The largest use of all starts that have ended; `null` while there was none. */
  peak: { cpuCores: number | null; memoryBytes: number | null } | null;
  /** Offsets of its log before which bytes are missing for good. */
  logGaps: readonly number[];
}
