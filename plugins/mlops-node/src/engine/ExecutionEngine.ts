import type { RunId, RunPlan } from '@mlops/plugin-mlops-common';
import type { ClusterAdmin } from './ClusterAdmin';
import type { EngineEvent } from './EngineEvent';
import type { EngineOutput } from './EngineOutput';
import type { EngineStorage } from './EngineStorage';
import type { WorkloadEngine } from './Workload';
import type { Terminal, TerminalOptions } from './Terminal';

/**
 * Executes runs. An engine owns what happens inside a run (order, parallelism, retries, timeouts, skips);
 * it never reads the database and knows no people. `runEngineConformance` holds every promise made here
 * as a test.
 *
 * @public
 */
export interface ExecutionEngine {
  /** Unique among the installed engines, for example `local`. */
  readonly id: string;
  readonly capabilities: EngineCapabilities;

  /**
   * Starts a run. Idempotent on `plan.runId`: a second call answers the same `uid` and starts nothing,
   * also when the answer to the first was lost or the backend was restarted in between.
   *
   * @throws ServiceUnavailableError when the engine cannot take work now (disk full, no connection);
   * nothing was started and the call may be repeated.
   */
  submit(plan: RunPlan): Promise<Submitted>;

  /** Ends the work of a run; the final state follows as an event. A run that is final or unknown stays as it is. */
  stop(ref: RunRef): Promise<void>;

  /**
   * Removes processes, pods, work folders and custom resources of the run and nothing else.
   * Log, outputs and usage of its attempts stay readable.
   */
  clear(ref: RunRef): Promise<Removed[]>;

  /** Removes what `clear` leaves: log, outputs and usage. Only for runs in a final state. */
  purge(ref: RunRef): Promise<void>;

  /**
   * The state of everything the engine has, then what changes, until `signal` aborts. The replay of the
   * actual state comes first and ends with an event of type `synced`. Events may come twice or late;
   * a receiver keeps states monotonic. Events carry `epoch`, so that one of an older watcher can be refused.
   *
   * @param open - tells whose end is not stored yet. Asked after the watch has begun; of other runs that have
   * ended nothing has to be replayed, so that a start does not take longer with every run that ever was.
   */
  watch(
    signal: AbortSignal,
    epoch: number,
    open?: () => Promise<ReadonlySet<RunId>>,
  ): AsyncIterable<EngineEvent>;

  /** Processes or pods of a run, with their state and why. */
  objects(ref: RunRef): Promise<EngineObjectState[]>;

  /**
   * Bytes of the log of an attempt from `from`. With `follow` it ends when the attempt has ended and all was
   * read. An attempt that has written nothing yet is an empty log.
   */
  log(ref: AttemptRef, options: LogOptions): AsyncIterable<Uint8Array>;

  /** Bytes the log has now. */
  logSize(ref: AttemptRef): Promise<number>;

  /**
   * When bytes of the log were written: one entry for every burst of output, by its first byte. Gives those
   * that tell the time of bytes from `from` up to `to` (excluded), in the order of the log; the first of them
   * is the one at or before `from`, if there is one. Of more than `limit` it gives the first.
   */
  logTimes(ref: AttemptRef, range: LogTimesRange): Promise<LogTimeState[]>;

  /** Samples of an attempt, oldest first; empty when none were taken. */
  usage(ref: AttemptRef): Promise<UsageSampleState[]>;

  /** Files below `$MLOPS_OUTPUTS` of an attempt, without links that lead out of it. */
  outputs(ref: AttemptRef): Promise<EngineOutput[]>;

  /**
   * Bytes of one output file.
   *
   * @throws NotFoundError also for a path that leaves the folder of the attempt.
   */
  output(
    ref: AttemptRef,
    path: string,
    range?: ByteRange,
  ): AsyncIterable<Uint8Array>;

  /**
   * Opens a shell beside the task of a running attempt. There where `capabilities.terminals` says so.
   *
   * @throws ConflictError when the attempt does not run.
   * @throws ServiceUnavailableError when no shell can be started beside it.
   */
  terminal?(ref: AttemptRef, options: TerminalOptions): Promise<Terminal>;

  /** Absent: retention removes whole runs only. */
  readonly storage?: EngineStorage;

  /** There if `capabilities.workloads` says so. */
  readonly workloads?: WorkloadEngine;

  /** Absent: there are no machines to administer. */
  readonly admin?: ClusterAdmin;
}

/** @public */
export interface EngineCapabilities {
  /** Tasks run in container images; without, `template.local` decides. */
  images: boolean;
  /** How many runs the engine wants at a time; the backend queues the rest. */
  maxRuns: number;
  /** It remembers when bytes of logs were written; without, `logTimes` gives none. */
  logTimes: boolean;
  /** It tells the largest use of resources of every attempt, however short; without, `peak` may be `null`. */
  usage: boolean;
  /** It runs workloads too, not only runs. */
  workloads: boolean;
  /** People can open a terminal beside a running task. */
  terminals: boolean;
}

/** @public */
export interface Submitted {
  /** The engine's own name for the run; together with the run id it proves what may be removed. */
  uid: string;
}

/** @public */
export interface RunRef {
  runId: RunId;
  /** `null` as long as no answer to `submit` was seen. */
  uid: string | null;
}

/** @public */
export interface AttemptRef {
  runId: RunId;
  task: string;
  /** Counts from 1. */
  attempt: number;
}

/** @public */
export interface Removed {
  /** `process`, `folder`, `pod`, or the kind of a custom resource. */
  kind: string;
  name: string;
}

/** @public */
export interface LogOptions {
  /** Byte offset. */
  from: number;
  follow: boolean;
  signal: AbortSignal;
}

/** In bytes of the log. @public */
export interface LogTimesRange {
  from: number;
  /** The first byte that is not asked for. */
  to: number;
  /** Entries at most. */
  limit: number;
}

/** The bytes from `offset` on were written at this time, up to the next entry. @public */
export interface LogTimeState {
  offset: number;
  /** Milliseconds since 1970. */
  at: number;
}

/** Both ends included, as in HTTP. @public */
export interface ByteRange {
  start: number;
  end: number;
}

/** @public */
export interface UsageSampleState {
  /** Milliseconds since 1970. */
  at: number;
  cpuCores: number;
  memoryBytes: number;
}

/** @public */
export interface EngineObjectState {
  kind: string;
  name: string;
  task: string | null;
  attempt: number | null;
  status: import('@mlops/plugin-mlops-common').Status;
  reason: string | null;
}
