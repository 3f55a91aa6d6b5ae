import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { Knex } from 'knex';
import { FINAL_STATUSES, type RunId } from '@mlops/plugin-mlops-common';
import type { EngineEvent, ExecutionEngine } from '@mlops/plugin-mlops-node';
import type { RunRow } from '../store/runs';
import type { RunTaskRow } from '../store/runTasks';
import { retoldTransaction } from '../store/retoldTransaction';
import { applyEvents } from './applyEvents';
import { batches } from './batches';

const RETRY_MS = 1_000;

interface EngineWatcherDeps {
  db: Knex;
  engine: ExecutionEngine;
  logger: LoggerService;
  now: () => number;
  /** Told of runs whose record changed. */
  onChange: (runId: string) => void;
  /** Told when a run has reached a final state, so that its slot is free. */
  onFinal: () => void;
}

/** Stores what an engine tells, and notices what it no longer knows. */
export class EngineWatcher {
  readonly #deps: EngineWatcherDeps;

  constructor(deps: EngineWatcherDeps) {
    this.#deps = deps;
  }

  /** Watches until `signal` aborts; a watch that breaks begins again with the actual state. */
  async work(signal: AbortSignal, epoch: number): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#watch(signal, epoch);
      } catch (error) {
        this.#deps.logger.error(
          `A watch on an engine broke and begins again: ${stringifyError(
            error,
          )}`,
        );
      }
      if (!signal.aborted) {
        await new Promise(resolve => setTimeout(resolve, RETRY_MS));
      }
    }
  }

  async #watch(signal: AbortSignal, epoch: number): Promise<void> {
    const { engine, db } = this.#deps;
    const told = new Set<string>();
    let synced = false;
    const began = this.#deps.now();
    const watched = engine.watch(signal, epoch, () => this.#open());
    for await (const events of batches(watched, isEnd)) {
      if (signal.aborted) return;
      // Whoever watches next is told again of all runs whose end is not stored.
      const changed = await retoldTransaction(db, tx =>
        applyEvents(
          tx,
          events.filter(event => event.epoch === epoch),
        ),
      );
      changed.forEach(runId => this.#deps.onChange(runId));
      if (events.some(isEnd)) this.#deps.onFinal();
      if (synced) continue;
      for (const event of events) {
        if ('runId' in event) told.add(event.runId);
      }
      if (events.some(({ type }) => type === 'synced')) {
        synced = true;
        await this.#markLost(told, began);
      }
    }
  }

  async #open(): Promise<ReadonlySet<RunId>> {
    const { db, engine } = this.#deps;
    const ids = await db<RunRow>('runs')
      .where({ engine: engine.id })
      .whereNotIn('status', [...FINAL_STATUSES])
      .pluck('id');
    return new Set(ids as RunId[]);
  }

  /** Runs that the engine had taken and of which it knows nothing any more. */
  async #markLost(told: ReadonlySet<string>, began: number): Promise<void> {
    const { db, engine, now } = this.#deps;
    const open = await db<RunRow>('runs')
      .where({ engine: engine.id })
      .whereIn('status', ['waiting', 'running'])
      .whereNotNull('engine_uid')
      .where('created_at', '<', began)
      .pluck('id');
    for (const runId of open.filter(id => !told.has(id))) {
      await db.transaction(async tx => {
        await tx<RunRow>('runs')
          .where({ id: runId })
          .update({
            status: 'failed',
            reason: `lost: the engine "${engine.id}" knows nothing of this run any more`,
            finished_at: now(),
          });
        await tx<RunTaskRow>('run_tasks')
          .where({ run_id: runId })
          .whereIn('status', ['waiting', 'queued', 'running'])
          .update({ status: 'failed', reason: 'lost', finished_at: now() });
      });
      this.#deps.onChange(runId);
    }
  }
}

function isEnd(event: EngineEvent): boolean {
  return event.type === 'run' && event.finishedAt !== null;
}
