import type { Knex } from 'knex';
import {
  FINAL_STATUSES,
  heldBy,
  NOTHING_HELD,
  type Demand,
  type RunAmounts,
} from '@mlops/plugin-mlops-common';
import type { RunRow } from './runs';

/** Columns that say what a run can hold. */
export type RunDemandRow = Pick<RunRow, 'project' | 'demand' | 'at_once'>;

/** Of a run from before there were quotas, which holds nothing that could be told. */
const UNKNOWN: Demand = {
  atOnce: 0,
  steps: { cpuMillicores: [], memoryBytes: [], gpus: [] },
};

export function demandOfRun({ demand }: Pick<RunRow, 'demand'>): Demand {
  return demand === null ? UNKNOWN : JSON.parse(demand);
}

/** What a run under way can hold at most. */
export function heldByRun(row: RunDemandRow): RunAmounts {
  if (row.demand === null) return NOTHING_HELD;
  const demand = demandOfRun(row);
  return heldBy(demand, row.at_once ?? demand.atOnce);
}

/** Runs that were let in and have not ended. */
export async function runsUnderWay(
  db: Knex,
  projects?: readonly string[],
): Promise<RunDemandRow[]> {
  const query = db<RunRow>('runs')
    .whereIn('status', ['queued', 'waiting', 'running'])
    .where({ admitted: true });
  if (projects) query.whereIn('project', [...projects]);
  return query.select('project', 'demand', 'at_once');
}

/** Runs of which nobody has measured yet what they leave, those under way among them. */
export async function unmeasuredRuns(
  db: Knex,
  project: string,
): Promise<Array<Pick<RunRow, 'id' | 'engine' | 'engine_uid'>>> {
  return db<RunRow>('runs')
    .where({ project })
    .where(run => {
      run.whereIn('status', [...FINAL_STATUSES]).orWhere({ admitted: true });
    })
    .whereNotExists(db('kept_bytes').whereRaw('kept_bytes.run_id = runs.id'))
    .select('id', 'engine', 'engine_uid');
}
