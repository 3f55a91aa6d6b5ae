import type { Knex } from 'knex';
import { FINAL_STATUSES, isFinal, mayFollow } from '@mlops/plugin-mlops-common';
import type {
  AttemptEvent,
  EngineEvent,
  MessageEvent,
  RunEvent,
  TaskEvent,
} from '@mlops/plugin-mlops-node';
import type { MessageRow } from '../store/messages';
import type { RunRow } from '../store/runs';
import type { AttemptRow, RunTaskRow } from '../store/runTasks';

/**
 * Stores what an engine told. States only move forward, so doubled, late and reordered events converge.
 *
 * @returns whether the run is known and something of it changed
 */
export async function applyEvent(
  tx: Knex,
  event: EngineEvent,
): Promise<boolean> {
  switch (event.type) {
    case 'run':
      return applyRun(tx, event);
    case 'task':
      return applyTask(tx, event);
    case 'attempt':
      return applyAttempt(tx, event);
    case 'message':
      return applyMessage(tx, event);
    default:
      return false;
  }
}

async function applyRun(tx: Knex, event: RunEvent): Promise<boolean> {
  const run = await tx<RunRow>('runs')
    .where({ id: event.runId })
    .select('status', 'reason')
    .first();
  if (!run || isFinal(run.status)) return false;
  const forward = mayFollow(run.status, event.status);
  const sameWithNews =
    run.status === event.status && run.reason !== event.reason;
  if (!forward && !sameWithNews) return false;
  await tx<RunRow>('runs').where({ id: event.runId }).update({
    status: event.status,
    reason: event.reason,
    started_at: event.startedAt,
    finished_at: event.finishedAt,
  });
  return true;
}

async function applyTask(tx: Knex, event: TaskEvent): Promise<boolean> {
  const at = { run_id: event.runId, name: event.task };
  const task = await tx<RunTaskRow>('run_tasks').where(at).first();
  if (!task || isFinal(task.status)) return false;
  const forward = mayFollow(task.status, event.status);
  const sameWithNews =
    task.status === event.status && task.reason !== event.reason;
  if (!forward && !sameWithNews) return false;
  await tx<RunTaskRow>('run_tasks').where(at).update({
    status: event.status,
    reason: event.reason,
    started_at: event.startedAt,
    finished_at: event.finishedAt,
  });
  if (isFinal(event.status)) {
    const [{ done }] = await tx<RunTaskRow>('run_tasks')
      .where({ run_id: event.runId })
      .whereIn('status', [...FINAL_STATUSES])
      .count<Array<{ done: number | string }>>('name as done');
    await tx<RunRow>('runs')
      .where({ id: event.runId })
      .update({ tasks_done: Number(done) });
  }
  return true;
}

async function applyAttempt(tx: Knex, event: AttemptEvent): Promise<boolean> {
  const at = { run_id: event.runId, task: event.task, attempt: event.attempt };
  const known = await tx<AttemptRow>('attempts').where(at).first();
  const columns = {
    status: event.status,
    reason: event.reason,
    exit_code: event.exitCode,
    started_at: event.startedAt,
    finished_at: event.finishedAt,
    peak_cpu_cores: event.peak?.cpuCores ?? null,
    peak_memory_bytes: event.peak?.memoryBytes ?? null,
    outputs: JSON.stringify(event.outputs),
    output_values: JSON.stringify(event.values),
    metrics: JSON.stringify(event.metrics),
  };
  if (!known) {
    const task = await tx<RunTaskRow>('run_tasks')
      .where({ run_id: event.runId, name: event.task })
      .first();
    if (!task) return false;
    await tx<AttemptRow>('attempts').insert({ ...at, ...columns });
    return true;
  }
  if (!mayFollow(known.status, event.status)) return false;
  await tx<AttemptRow>('attempts').where(at).update(columns);
  return true;
}

async function applyMessage(tx: Knex, event: MessageEvent): Promise<boolean> {
  const run = await tx<RunRow>('runs')
    .where({ id: event.runId })
    .select('id')
    .first();
  if (!run) return false;
  const inserted = await tx<MessageRow>('platform_messages')
    .insert({
      run_id: event.runId,
      event_id: event.id,
      at: event.at,
      task: event.task,
      attempt: event.attempt,
      text: event.text,
    })
    .onConflict(['run_id', 'event_id'])
    .ignore()
    .returning('event_id');
  return inserted.length > 0;
}
