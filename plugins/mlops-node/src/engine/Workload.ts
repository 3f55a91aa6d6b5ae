import type { WorkloadId, WorkloadPlan } from '@mlops/plugin-mlops-common';
import type {
  EngineObjectState,
  LogOptions,
  UsageSampleState,
} from './ExecutionEngine';

/**
 * The long-running half of an engine: programs that run until somebody ends them. What it does is told by
 * events of type `workload` on the watch of the engine, and kept as durably as runs are: workloads go on while
 * the backend is away, and are found again by the next one.
 *
 * @public
 */
export interface WorkloadEngine {
  /**
   * Starts a workload. Idempotent on `plan.workloadId`: a second call starts nothing, also when the answer to
   * the first was lost, the backend was restarted in between, or the workload has ended meanwhile. A plan that
   * this engine cannot carry out is taken, and fails with the reason.
   *
   * @throws ServiceUnavailableError when the engine cannot take work now (disk full, no connection); nothing
   * was started and the call may be repeated.
   */
  start(plan: WorkloadPlan): Promise<void>;

  /**
   * Ends a workload; that it has ended follows as an event, and then nothing of it runs and its ports are
   * closed. One that is over or unknown stays as it is.
   */
  end(ref: WorkloadRef): Promise<void>;

  /**
   * Where the backend's proxy sends requests for a port, by name. To be asked for anew for every request: a
   * workload that was restarted may be somewhere else.
   *
   * @throws NotFoundError for a workload that is unknown or a port that its plan does not have
   * @throws ServiceUnavailableError while it is not ready; the message says why
   */
  connect(ref: WorkloadRef, port: string): Promise<Upstream>;

  /** Processes or pods of a workload, with their state and why. */
  objects(ref: WorkloadRef): Promise<EngineObjectState[]>;

  /**
   * Bytes of the log from `from`, all starts of the program one after the other. With `follow` it ends when the
   * workload is over and all was read.
   */
  log(ref: WorkloadRef, options: LogOptions): AsyncIterable<Uint8Array>;

  /** Bytes the log has now. */
  logSize(ref: WorkloadRef): Promise<number>;

  /** Samples of all its starts, oldest first; empty when none were taken. */
  usage(ref: WorkloadRef): Promise<UsageSampleState[]>;

  /**
   * Removes what is left of a workload that is over: its files, log and use. Afterwards it is not told of any
   * more. One that is unknown is purged already.
   *
   * @throws ServiceUnavailableError while it is not over; nothing was removed
   */
  purge(ref: WorkloadRef): Promise<void>;
}

/** @public */
export interface WorkloadRef {
  workloadId: WorkloadId;
}

/**
 * Where a proxy connects, and what it adds to each request. Only the backend can reach it, or only the backend
 * knows the headers; they are secrets that go to no client and into no log.
 *
 * @public
 */
export interface Upstream {
  /** As options of `http.request` in Node. */
  address: { socketPath: string } | { host: string; port: number };
  /** Set on each request, that of an upgrade too, in place of what the client sent under their names. */
  headers: Readonly<Record<string, string>>;
}
