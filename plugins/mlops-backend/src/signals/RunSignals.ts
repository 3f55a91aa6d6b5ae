import type { LoggerService } from '@backstage/backend-plugin-api';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { Knex } from 'knex';
import type { RunRow } from '../store/runs';
import { readersOf } from './readersOf';

const CHANNEL = 'mlops:runs';
const EVERY_MS = 500;

/**
 * Tells pages that a run changed: those who may read it, by name and never everybody, with ids only. The first change goes out at once, the following at most twice a second.
 */
export class RunSignals {
  readonly #db: Knex;
  readonly #signals: SignalsService;
  readonly #logger: LoggerService;
  readonly #resting = new Map<string, { again: boolean }>();

  constructor(deps: {
    db: Knex;
    signals: SignalsService;
    logger: LoggerService;
  }) {
    this.#db = deps.db;
    this.#signals = deps.signals;
    this.#logger = deps.logger;
  }

  changed(runId: string): void {
    const resting = this.#resting.get(runId);
    if (resting) {
      resting.again = true;
      return;
    }
    this.#resting.set(runId, { again: false });
    void this.#publish(runId).catch(error =>
      this.#logger.warn(`Cannot tell pages that run ${runId} changed`, error),
    );
    setTimeout(() => {
      const { again } = this.#resting.get(runId) ?? { again: false };
      this.#resting.delete(runId);
      if (again) this.changed(runId);
    }, EVERY_MS).unref();
  }

  async #publish(runId: string): Promise<void> {
    const run = await this.#db<RunRow>('runs')
      .where({ id: runId })
      .select('pipeline_id', 'status', 'created_by', 'project')
      .first();
    if (!run) return;
    await this.#signals.publish({
      recipients: { type: 'user', entityRef: await readersOf(this.#db, run) },
      channel: CHANNEL,
      message: { runId, pipelineId: run.pipeline_id, status: run.status },
    });
  }
}
