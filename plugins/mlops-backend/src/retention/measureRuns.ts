import type { LoggerService } from '@backstage/backend-plugin-api';
import { FINAL_STATUSES, type RunId } from '@mlops/plugin-mlops-common';
import type { ExecutionEngine } from '@mlops/plugin-mlops-node';
import type { Knex } from 'knex';
import { addKeptBytes } from '../store/keptBytes';
import type { RunRow } from '../store/runs';

const BATCH = 100;

/** After its end a run may still be written to for a moment. */
const SETTLED_AFTER_MS = 60_000;

interface MeasureDeps {
  db: Knex;
  engines: ReadonlyMap<string, ExecutionEngine>;
  logger: LoggerService;
  now: () => number;
}

/**
 * Asks the engines what ended runs keep, each run once: what has ended does not grow.
 *
 * @param project - only runs of this project group; absent: all
 */
export async function measureRuns(
  deps: MeasureDeps,
  signal: AbortSignal,
  project?: string,
): Promise<void> {
  const { db, engines, now } = deps;
  const able = [...engines.values()]
    .filter(({ storage }) => storage)
    .map(({ id }) => id);
  while (!signal.aborted) {
    const runs = await db<RunRow>('runs')
      .whereIn('status', [...FINAL_STATUSES])
      .whereIn('engine', able)
      .where(project === undefined ? {} : { project })
      .where('finished_at', '<=', now() - SETTLED_AFTER_MS)
      .whereNotExists(db('kept_bytes').whereRaw('kept_bytes.run_id = runs.id'))
      .limit(BATCH)
      .select('id', 'engine', 'engine_uid');
    for (const run of runs) {
      if (signal.aborted) return;
      await measure(deps, run);
    }
    if (runs.length < BATCH) return;
  }
}

/** One that cannot be measured is marked with the reason, and keeps what it has until it goes as a whole. */
async function measure(
  { db, engines, logger }: MeasureDeps,
  run: Pick<RunRow, 'id' | 'engine' | 'engine_uid'>,
): Promise<void> {
  const ref = { runId: run.id as RunId, uid: run.engine_uid };
  let bytes = { logs: 0, outputs: 0 };
  let problem: string | null = null;
  try {
    bytes = (await engines.get(run.engine)?.storage?.sizeOf(ref)) ?? bytes;
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error);
    logger.warn(`Retention cannot measure run ${run.id}: ${problem}`);
  }
  await addKeptBytes(db, { run_id: run.id, ...bytes, problem });
}
