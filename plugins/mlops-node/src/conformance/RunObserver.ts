import {
  isFinal,
  isWorkloadOver,
  type RunId,
  type Status,
  type WorkloadId,
} from '@mlops/plugin-mlops-common';
import type {
  AttemptEvent,
  EngineEvent,
  WorkloadEvent,
} from '../engine/EngineEvent';
import type { ExecutionEngine } from '../engine/ExecutionEngine';

/** How long a test waits before it says what it waited for. */
const PATIENCE_MS = 30_000;

/** Watches an engine as a backend does, and remembers what it was told. */
export class RunObserver {
  readonly events: EngineEvent[] = [];
  readonly #end = new AbortController();
  #watching: Promise<void>;

  constructor(engine: ExecutionEngine) {
    this.#watching = (async () => {
      for await (const event of engine.watch(this.#end.signal, 1)) {
        this.events.push(event);
      }
    })();
  }

  async stop(): Promise<void> {
    this.#end.abort();
    await this.#watching;
  }

  runStatus(runId: RunId): Status | undefined {
    return this.#last(event => event.type === 'run' && event.runId === runId);
  }

  taskStatus(runId: RunId, task: string): Status | undefined {
    return this.#last(
      event =>
        event.type === 'task' && event.runId === runId && event.task === task,
    );
  }

  /** The last word on each attempt of a task, in order. */
  attempts(runId: RunId, task: string): AttemptEvent[] {
    const byNumber = new Map<number, AttemptEvent>();
    for (const event of this.events) {
      if (
        event.type === 'attempt' &&
        event.runId === runId &&
        event.task === task
      ) {
        byNumber.set(event.attempt, event);
      }
    }
    return [...byNumber.values()].sort((a, b) => a.attempt - b.attempt);
  }

  /** The final state of a run. */
  async ended(runId: RunId): Promise<Status> {
    await this.until(`run ${runId} to end`, () => {
      const status = this.runStatus(runId);
      return status !== undefined && isFinal(status);
    });
    return this.runStatus(runId) ?? 'waiting';
  }

  /** What was told of a workload, each change once, in order. */
  workload(workloadId: WorkloadId): WorkloadEvent[] {
    const byRevision = new Map<number, WorkloadEvent>();
    for (const event of this.events) {
      if (event.type === 'workload' && event.workloadId === workloadId) {
        byRevision.set(event.revision, event);
      }
    }
    return [...byRevision.values()].sort((a, b) => a.revision - b.revision);
  }

  /** The last word on a workload, once that is so. */
  async workloadUntil(
    workloadId: WorkloadId,
    what: string,
    holds: (last: WorkloadEvent) => boolean,
  ): Promise<WorkloadEvent> {
    let last: WorkloadEvent | undefined;
    await this.until(`workload ${workloadId} to be ${what}`, () => {
      last = this.workload(workloadId).at(-1);
      return last !== undefined && holds(last);
    });
    if (!last) throw new Error(`Nothing was told of workload ${workloadId}`);
    return last;
  }

  workloadReady(workloadId: WorkloadId): Promise<WorkloadEvent> {
    return this.workloadUntil(
      workloadId,
      'ready',
      ({ status }) => status === 'ready',
    );
  }

  workloadOver(workloadId: WorkloadId): Promise<WorkloadEvent> {
    return this.workloadUntil(workloadId, 'over', ({ status }) =>
      isWorkloadOver(status),
    );
  }

  async until(what: string, holds: () => boolean): Promise<void> {
    const giveUpAt = Date.now() + PATIENCE_MS;
    while (!holds()) {
      if (Date.now() > giveUpAt) throw new Error(`Waited in vain for ${what}`);
      await new Promise(resolve => setTimeout(resolve, 10));
    }
  }

  #last(matches: (event: EngineEvent) => boolean): Status | undefined {
    const event = this.events.filter(matches).at(-1);
    return event?.type === 'run' || event?.type === 'task'
      ? event.status
      : undefined;
  }
}
