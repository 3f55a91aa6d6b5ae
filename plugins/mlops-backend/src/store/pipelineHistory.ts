import type { Knex } from 'knex';
import type { RunBrief, Status } from '@mlops/plugin-mlops-common';
import { instant, iso, type BigIntColumn } from './columns';

/** How many runs a row of little squares shows, and how many durations a median is made of. */
const HISTORY = 10;

interface BriefRow {
  id: string;
  pipeline_id: string;
  number: number;
  status: Status;
  created_at: BigIntColumn;
  started_at: BigIntColumn | null;
  finished_at: BigIntColumn | null;
}

const BRIEF_COLUMNS = [
  'id',
  'pipeline_id',
  'number',
  'status',
  'created_at',
  'started_at',
  'finished_at',
] as const;

/** The last ten runs of each pipeline, newest first. */
export async function lastRunsOf(
  db: Knex,
  pipelineIds: readonly string[],
): Promise<Map<string, RunBrief[]>> {
  const rows = await newest(db, pipelineIds);
  const byPipeline = new Map<string, RunBrief[]>();
  for (const row of rows) {
    const runs = byPipeline.get(row.pipeline_id) ?? [];
    runs.push({
      id: row.id,
      number: row.number,
      status: row.status,
      createdAt: iso(instant(row.created_at)),
      startedAt: iso(instant(row.started_at)),
      finishedAt: iso(instant(row.finished_at)),
    });
    byPipeline.set(row.pipeline_id, runs);
  }
  return byPipeline;
}

/** Milliseconds, the median of the last ten successful runs of each pipeline. */
export async function medianDurations(
  db: Knex,
  pipelineIds: readonly string[],
): Promise<Map<string, number>> {
  const rows = await newest(db, pipelineIds, 'succeeded');
  const durations = new Map<string, number[]>();
  for (const row of rows) {
    const started = instant(row.started_at);
    const finished = instant(row.finished_at);
    if (started === null || finished === null) continue;
    const list = durations.get(row.pipeline_id) ?? [];
    list.push(finished - started);
    durations.set(row.pipeline_id, list);
  }
  return new Map(
    [...durations].map(([id, values]) => [id, median(values)] as const),
  );
}

/**
 * The newest ten of each pipeline in one query, each read off the end of an index: numbering the runs of a
 * pipeline instead would read all of them, and one may have a hundred thousand.
 */
async function newest(
  db: Knex,
  pipelineIds: readonly string[],
  status?: Status,
): Promise<BriefRow[]> {
  const ofEach = pipelineIds.map(pipelineId => {
    const own = db<BriefRow>('runs')
      .where({ pipeline_id: pipelineId, ...(status && { status }) })
      .select(...BRIEF_COLUMNS)
      .orderBy('id', 'desc')
      .limit(HISTORY);
    // SQLite takes an order inside of a union only in a query of its own.
    return db.select('*').from(own.as('own'));
  });
  const [first, ...others] = ofEach;
  if (!first) return [];
  const rows: BriefRow[] = await first.unionAll(others);
  return rows.sort((a, b) => (a.id < b.id ? 1 : -1));
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}
