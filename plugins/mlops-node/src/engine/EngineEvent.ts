import type { RunId, Status } from '@mlops/plugin-mlops-common';
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
