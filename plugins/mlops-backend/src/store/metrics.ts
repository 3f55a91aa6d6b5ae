import type { Knex } from 'knex';
import {
  FINAL_STATUSES,
  type Access,
  type MeasuredTask,
} from '@mlops/plugin-mlops-common';
import { instant, iso } from './columns';
import { whereAccess } from './whereAccess';
import type { RunRow } from './runs';
import type { AttemptRow } from './runTasks';

/** Attempts read at most. */
const MOST = 5_000;

type MetricRow = Pick<AttemptRow, 'run_id' | 'task' | 'attempt' | 'metrics'>;

/** What the last attempts of the last runs of a pipeline measured, newest run first. */
export async function listMetrics(
  db: Knex,
  pipelineId: string,
  which: { task?: string; runs: number; until?: string },
  access: Access,
): Promise<MeasuredTask[]> {
  const lastRuns = db<RunRow>('runs')
    .where({ pipeline_id: pipelineId })
    .whereIn('status', [...FINAL_STATUSES])
    .orderBy('id', 'desc')
    .limit(which.runs);
  whereAccess(lastRuns, access, {
    project: 'project',
    createdBy: 'created_by',
  });
  if (which.until !== undefined) lastRuns.where('id', '<=', which.until);
  const runs = await lastRuns.select(
    'id',
    'number',
    'status',
    'created_at',
    'started_at',
    'finished_at',
  );

  const measured = db<AttemptRow>('attempts')
    .whereIn(
      'run_id',
      runs.map(({ id }) => id),
    )
    .whereNot('metrics', '{}');
  if (which.task !== undefined) measured.where({ task: which.task });
  const attempts: MetricRow[] = await measured
    .orderBy([
      { column: 'run_id', order: 'desc' },
      { column: 'task' },
      { column: 'attempt', order: 'desc' },
    ])
    .limit(MOST)
    .select('run_id', 'task', 'attempt', 'metrics');

  const runById = new Map(runs.map(run => [run.id, run]));
  return attempts.filter(isLast).flatMap(({ run_id, task, metrics }) => {
    const run = runById.get(run_id);
    if (!run) return [];
    return {
      run: {
        id: run.id,
        number: run.number,
        status: run.status,
        createdAt: iso(instant(run.created_at)),
        startedAt: iso(instant(run.started_at)),
        finishedAt: iso(instant(run.finished_at)),
      },
      task,
      metrics: JSON.parse(metrics),
    };
  });
}

/** Of several attempts of a task, which stand one after the other, the last comes first. */
function isLast(row: MetricRow, index: number, rows: readonly MetricRow[]) {
  const before = rows[index - 1];
  return before?.run_id !== row.run_id || before.task !== row.task;
}
