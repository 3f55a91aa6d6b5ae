import type { Knex } from 'knex';
import type {
  Attempt,
  OutputEntry,
  RunPlan,
  RunTask,
  Status,
} from '@mlops/plugin-mlops-common';
import { instant, iso, type BigIntColumn } from './columns';

export interface RunTaskRow {
  run_id: string;
  name: string;
  position: number;
  status: Status;
  reason: string | null;
  started_at: BigIntColumn | null;
  finished_at: BigIntColumn | null;
}

export interface AttemptRow {
  run_id: string;
  task: string;
  attempt: number;
  status: Status;
  reason: string | null;
  exit_code: number | null;
  started_at: BigIntColumn | null;
  finished_at: BigIntColumn | null;
  peak_cpu_cores: number | null;
  peak_memory_bytes: number | null;
  outputs: string;
  output_values: string;
  metrics: string;
}

/** The tasks of a run with their attempts, in definition order. */
export async function listRunTasks(
  db: Knex,
  runId: string,
  plan: RunPlan,
): Promise<RunTask[]> {
  const [tasks, attempts] = await Promise.all([
    db<RunTaskRow>('run_tasks').where({ run_id: runId }),
    db<AttemptRow>('attempts').where({ run_id: runId }).orderBy('attempt'),
  ]);
  const taskByName = new Map(tasks.map(task => [task.name, task]));
  const attemptsByTask = new Map<string, AttemptRow[]>();
  for (const attempt of attempts) {
    const list = attemptsByTask.get(attempt.task) ?? [];
    list.push(attempt);
    attemptsByTask.set(attempt.task, list);
  }
  return plan.tasks.map(planned => {
    const row = taskByName.get(planned.name);
    const tries = attemptsByTask.get(planned.name) ?? [];
    const last = tries.at(-1);
    return {
      name: planned.name,
      title: planned.title,
      template: planned.template.name,
      version: planned.template.version,
      dependsOn: [...planned.dependsOn],
      status: row?.status ?? 'waiting',
      reason: row?.reason ?? null,
      startedAt: iso(instant(row?.started_at ?? null)),
      finishedAt: iso(instant(row?.finished_at ?? null)),
      attempts: tries.map(toAttempt),
      outputs: last ? readOutputs(last) : [],
      values: last ? JSON.parse(last.output_values) : {},
      metrics: last ? JSON.parse(last.metrics) : {},
    };
  });
}

/** The number of the latest attempt of a task; 0 before the first. */
export async function latestAttempt(
  db: Knex,
  runId: string,
  task: string,
): Promise<number> {
  const row = await db<AttemptRow>('attempts')
    .where({ run_id: runId, task })
    .max<{ latest: number | null }>('attempt as latest')
    .first();
  return row?.latest ?? 0;
}

function readOutputs(row: AttemptRow): OutputEntry[] {
  return JSON.parse(row.outputs);
}

function toAttempt(row: AttemptRow): Attempt {
  const measured =
    row.peak_cpu_cores !== null || row.peak_memory_bytes !== null;
  return {
    attempt: row.attempt,
    status: row.status,
    reason: row.reason,
    exitCode: row.exit_code,
    startedAt: iso(instant(row.started_at)),
    finishedAt: iso(instant(row.finished_at)),
    peak: measured
      ? { cpuCores: row.peak_cpu_cores, memoryBytes: row.peak_memory_bytes }
      : null,
  };
}
