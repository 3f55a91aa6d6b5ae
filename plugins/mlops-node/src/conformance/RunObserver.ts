import { isFinal, type RunId, type Status } from '@mlops/plugin-mlops-common';
import type { AttemptEvent, EngineEvent } from '../engine/EngineEvent';
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

  async until(what: string, holds: () => boolean): Promise<void> {
    const giveUpAt = Date.now() + PATIENCE_MS;
    while (!holds()) {
      if (Date.now() > giveUpAt) throw new Error(`Waited in vain for ${what}`);
      await new Promise(resolve => setTimeout(resolve, 10));
    }
  }

  #last(matches: (event: EngineEvent) => boolean): Status | undefined {
    const event = this.events.filter(matches).at(-1);
    return event && 'status' in event ? event.status : undefined;
  }
}
