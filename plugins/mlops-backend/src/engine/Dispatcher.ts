import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { isFinal, type RunId } from '@mlops/plugin-mlops-common';
import type { ExecutionEngine, RunRef } from '@mlops/plugin-mlops-node';
import { ServiceUnavailableError, stringifyError } from '@backstage/errors';
import type { Quotas } from '../projects/Quotas';
import { admitRuns } from '../runs/admitRuns';
import { markStopped } from '../runs/endRun';
import {
  dueEntries,
  nextDue,
  postponeEntry,
  removeEntry,
  type OutboxEntry,
} from '../store/outbox';
import { findRun, planOf, type RunRow } from '../store/runs';

const BATCH = 50;
const LONGEST_DELAY_MS = 60_000;

/**
 * Brings what the database wants to the engine: admits waiting runs and works off the outbox. Everything
 * it does is written down before, so that it can end at any moment and be run again.
 */
export class Dispatcher {
  readonly #deps: DispatcherDeps;
  #wakeUp: () => void = () => {};
  #awake = false;

  constructor(deps: DispatcherDeps) {
    this.#deps = deps;
  }

  /** There may be something to do. */
  wake(): void {
    this.#awake = true;
    this.#wakeUp();
  }

  /** Works until `signal` aborts. */
  async work(signal: AbortSignal): Promise<void> {
    signal.addEventListener('abort', () => this.#wakeUp(), { once: true });
    while (!signal.aborted) {
      this.#awake = false;
      try {
        const seen = await admitRuns(this.#deps);
        seen.forEach(runId => this.#deps.onChange(runId));
        while (!signal.aborted && (await this.#workOff())) {
          // Until nothing is due.
        }
      } catch (error) {
        this.#deps.logger.error(
          `Cannot work off what runs need: ${stringifyError(error)}`,
        );
      }
      await this.#sleep(signal);
    }
  }

  async #workOff(): Promise<boolean> {
    const { db, now } = this.#deps;
    const entries = await dueEntries(db, now(), BATCH);
    await Promise.all(entries.map(entry => this.#handle(entry)));
    return entries.length > 0;
  }

  async #handle(entry: OutboxEntry): Promise<void> {
    const { db, engines, logger, now } = this.#deps;
    const engine = engines.get(entry.engine);
    try {
      if (!engine) {
        throw new ServiceUnavailableError(
          `the engine "${entry.engine}" is not installed`,
        );
      }
      await this.#ask(engine, entry);
      await removeEntry(db, entry.id);
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      logger.warn(`Cannot ${entry.action} run ${entry.runId} yet: ${reason}`);
      await this.#tellWhy(entry, reason);
      await postponeEntry(db, entry.id, now() + delayAfter(entry.tries));
    }
  }

  async #ask(engine: ExecutionEngine, entry: OutboxEntry): Promise<void> {
    const { db, now } = this.#deps;
    const runId = entry.runId as RunId;
    const run = await findRun(db, runId);
    const ref: RunRef = { runId, uid: run?.engine_uid ?? entry.engineUid };
    switch (entry.action) {
      case 'submit': {
        // Whoever saw an answer or the end of a run does not ask again.
        if (!run || run.engine_uid !== null || isFinal(run.status)) return;
        const { uid } = await engine.submit(planOf(run));
        await db<RunRow>('runs')
          .where({ id: runId })
          .update({ engine_uid: uid, reason: null });
        return;
      }
      case 'stop':
        await engine.stop(ref);
        // Nobody will tell the end of a run that never reached an engine.
        if (ref.uid === null) {
          await markStopped(db, runId, 'stopped before it started', now());
        }
        return;
      case 'clear':
        await engine.clear(ref);
        return;
      case 'purge':
        await engine.clear(ref);
        await engine.purge(ref);
        return;
      case 'discard-logs':
        await engine.storage?.discard(ref, 'logs');
        return;
      case 'discard-outputs':
        await engine.storage?.discard(ref, 'outputs');
        return;
      default:
        throw new Error(`unknown action ${entry.action satisfies never}`);
    }
  }

  async #tellWhy(entry: OutboxEntry, reason: string): Promise<void> {
    if (entry.action !== 'submit') return;
    await this.#deps
      .db<RunRow>('runs')
      .where({ id: entry.runId, engine_uid: null, status: 'waiting' })
      .update({ reason: `waits for the engine: ${reason}` });
    this.#deps.onChange(entry.runId);
  }

  async #sleep(signal: AbortSignal): Promise<void> {
    const due = await nextDue(this.#deps.db);
    if (this.#awake || signal.aborted) return;
    const delay = Math.max(0, (due ?? Infinity) - this.#deps.now());
    await new Promise<void>(resolve => {
      const timer = setTimeout(resolve, Math.min(delay, LONGEST_DELAY_MS));
      this.#wakeUp = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

interface DispatcherDeps {
  db: Knex;
  engines: ReadonlyMap<string, ExecutionEngine>;
  /** Runs at the same time. */
  slots: number;
  quotas: Quotas;
  logger: LoggerService;
  now: () => number;
  /** Told of a run whose record changed. */
  onChange: (runId: string) => void;
}

/** 0.2 s, doubling, a minute at most. */
function delayAfter(tries: number): number {
  return Math.min(200 * 2 ** tries, LONGEST_DELAY_MS);
}
