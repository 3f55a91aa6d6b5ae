import type { Knex } from 'knex';
import type {
  Access,
  RunPlan,
  RunSummary,
  Status,
  Trigger,
} from '@mlops/plugin-mlops-common';
import { firstIdAt } from '../newId';
import { instant, iso, type BigIntColumn } from './columns';
import { whereAccess } from './whereAccess';
import { medianDurations } from './pipelineHistory';

export interface RunRow {
  id: string;
  pipeline_id: string;
  pipeline_name: string;
  pipeline_title: string;
  number: number;
  revision: number;
  project: string;
  status: Status;
  trigger: Trigger;
  created_by: string | null;
  reason: string | null;
  engine: string;
  engine_uid: string | null;
  plan: string;
  parameters: string;
  admitted: boolean;
  cleared: boolean;
  created_at: BigIntColumn;
  started_at: BigIntColumn | null;
  finished_at: BigIntColumn | null;
  tasks_total: number;
  tasks_done: number;
  /** What it can hold, see `Demand`; `null` in runs from before there were quotas. */
  demand: string | null;
  /** Tasks at once that the quota had room for; `null` until it is let in, and where it had room for all. */
  at_once: number | null;
}

/** A row without what is large. */
export type RunListRow = Omit<
  RunRow,
  'plan' | 'parameters' | 'demand' | 'at_once'
>;

const LIST_COLUMNS = [
  'id',
  'pipeline_id',
  'pipeline_name',
  'pipeline_title',
  'number',
  'revision',
  'project',
  'status',
  'trigger',
  'created_by',
  'reason',
  'engine',
  'engine_uid',
  'admitted',
  'cleared',
  'created_at',
  'started_at',
  'finished_at',
  'tasks_total',
  'tasks_done',
] as const;

export interface RunFilter {
  id?: readonly string[];
  status?: readonly Status[];
  project?: readonly string[];
  pipeline?: string;
  trigger?: readonly Trigger[];
  createdBy?: string;
  /** Prefix of the pipeline's name. */
  name?: string;
  createdAfter?: string;
  createdBefore?: string;
}

/** The id of a run is made right after its instant is taken, never before. */
const ID_MADE_WITHIN_MS = 60_000;

/** Newest first; ids sort by time of creation. */
export async function listRunRows(
  db: Knex,
  filter: RunFilter,
  access: Access,
  page: { limit: number; before?: string },
): Promise<RunListRow[]> {
  // The page is found in indexes alone; only its own rows are read, however many were passed over.
  const ids = db<RunRow>('runs').select('id').orderBy('id', 'desc');
  whereAccess(ids, access, { project: 'project', createdBy: 'created_by' });
  if (filter.id) ids.whereIn('id', [...filter.id]);
  if (filter.status) ids.whereIn('status', [...filter.status]);
  if (filter.project) ids.whereIn('project', [...filter.project]);
  if (filter.pipeline) ids.where('pipeline_id', filter.pipeline);
  if (filter.trigger) ids.whereIn('trigger', [...filter.trigger]);
  if (filter.createdBy) ids.where('created_by', filter.createdBy);
  if (filter.name) {
    ids
      .where('pipeline_name', '>=', filter.name)
      .where('pipeline_name', '<', `${filter.name}\u{10ffff}`);
  }
  if (filter.createdAfter) {
    const after = Date.parse(filter.createdAfter);
    ids.where('created_at', '>=', after).where('id', '>=', firstIdAt(after));
  }
  if (filter.createdBefore) {
    const before = Date.parse(filter.createdBefore);
    ids
      .where('created_at', '<', before)
      .where('id', '<', firstIdAt(before + ID_MADE_WITHIN_MS));
  }
  if (page.before !== undefined) ids.where('id', '<', page.before);
  return db<RunRow>('runs')
    .whereIn('id', ids.limit(page.limit))
    .select(...LIST_COLUMNS)
    .orderBy('id', 'desc');
}

export async function findRun(
  db: Knex,
  id: string,
): Promise<RunRow | undefined> {
  return db<RunRow>('runs').where({ id }).first();
}

export async function toRunSummaries(
  db: Knex,
  rows: readonly RunListRow[],
): Promise<RunSummary[]> {
  const medians = await medianDurations(db, [
    ...new Set(rows.map(row => row.pipeline_id)),
  ]);
  return rows.map(row => ({
    id: row.id,
    number: row.number,
    status: row.status,
    createdAt: iso(instant(row.created_at)),
    startedAt: iso(instant(row.started_at)),
    finishedAt: iso(instant(row.finished_at)),
    pipeline: {
      id: row.pipeline_id,
      name: row.pipeline_name,
      title: row.pipeline_title,
    },
    project: row.project,
    revision: row.revision,
    trigger: row.trigger,
    createdBy: row.created_by,
    reason: row.reason,
    tasksTotal: row.tasks_total,
    tasksDone: row.tasks_done,
    medianDurationMs: medians.get(row.pipeline_id) ?? null,
  }));
}

/** The plan of a run. It was checked by the compiler before it was stored; the quota came later. */
export function planOf(row: Pick<RunRow, 'plan' | 'at_once'>): RunPlan {
  const plan: RunPlan = JSON.parse(row.plan);
  return row.at_once === null ? plan : { ...plan, parallelism: row.at_once };
}
