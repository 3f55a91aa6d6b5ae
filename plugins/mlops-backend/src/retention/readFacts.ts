import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { FINAL_STATUSES, type Status } from '@mlops/plugin-mlops-common';
import type { ExecutionEngine } from '@mlops/plugin-mlops-node';
import type { Knex } from 'knex';
import { instant, type BigIntColumn } from '../store/columns';
import type { EndedRun, KnownCache } from './decideRetention';

/** Every run in a final state, with what of it is still kept. */
export async function readEndedRuns(db: Knex): Promise<EndedRun[]> {
  const rows: Array<{
    id: string;
    pipeline_id: string;
    status: Status;
    created_at: BigIntColumn;
    finished_at: BigIntColumn | null;
    logs: BigIntColumn | null;
    outputs: BigIntColumn | null;
    logs_removed_at: BigIntColumn | null;
    outputs_removed_at: BigIntColumn | null;
  }> = await db('runs as r')
    .leftJoin('kept_bytes as k', 'k.run_id', 'r.id')
    .whereIn('r.status', [...FINAL_STATUSES])
    .select(
      'r.id',
      'r.pipeline_id',
      'r.status',
      'r.created_at',
      'r.finished_at',
      'k.logs',
      'k.outputs',
      'k.logs_removed_at',
      'k.outputs_removed_at',
    );
  const busy = new Set(await db('outbox').distinct().pluck('run_id'));
  return rows.map(row => ({
    id: row.id,
    pipelineId: row.pipeline_id,
    succeeded: row.status === 'succeeded',
    finishedAt: instant(row.finished_at ?? row.created_at),
    busy: busy.has(row.id),
    logs: row.logs_removed_at === null ? Number(row.logs) : 0,
    outputs: row.outputs_removed_at === null ? Number(row.outputs) : 0,
  }));
}

/** An engine that does not answer keeps what it has. */
export async function readCaches(
  engines: ReadonlyMap<string, ExecutionEngine>,
  logger: LoggerService,
): Promise<KnownCache[]> {
  const known: KnownCache[] = [];
  for (const { id: engine, storage } of engines.values()) {
    try {
      const caches = (await storage?.caches()) ?? [];
      known.push(...caches.map(cache => ({ ...cache, engine })));
    } catch (error) {
      logger.warn(
        `Retention cannot ask the engine "${engine}" for its caches: ${stringifyError(
          error,
        )}`,
      );
    }
  }
  return known;
}
