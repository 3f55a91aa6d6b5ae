import type { Knex } from 'knex';
import {
  FINAL_STATUSES,
  isFinal,
  mayFollow,
  type Status,
} from '@mlops/plugin-mlops-common';
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
import { foldEvents } from './foldEvents';

/**
 * Stores what an engine told. States only move forward, so doubled, late and reordered events converge; what
 * comes together costs a few queries a run.
 *
 * @returns the runs of which something changed; those that nobody knows are left alone
 */
export async function applyEvents(
  tx: Knex,
  events: readonly EngineEvent[],
): Promise<Set<string>> {
  const news = foldEvents(events);
  const runs = await tx<RunRow>('runs')
    .whereIn('id', [...news.keys()])
    .select('id', 'status', 'reason');
  const changed = new Set<string>();
  for (const run of runs) {
    const { run: event, tasks, attempts, messages } = news.get(run.id) ?? {};
    const changes = [
      event ? await applyRun(tx, run, event) : false,
      tasks?.size ? await applyTasks(tx, run.id, tasks) : false,
      attempts?.size
        ? await applyAttempts(tx, run.id, [...attempts.values()])
        : false,
      messages?.length ? await applyMessages(tx, messages) : false,
    ];
    if (changes.includes(true)) changed.add(run.id);
  }
  return changed;
}

interface Told {
  status: Status;
  reason: string | null;
}

function isNews(known: Told, event: Told): boolean {
  if (isFinal(known.status)) return false;
  const sameWithNews =
    known.status === event.status && known.reason !== event.reason;
  return sameWithNews || mayFollow(known.status, event.status);
}

function columnsOf(event: RunEvent | TaskEvent) {
  return {
    status: event.status,
    reason: event.reason,
    started_at: event.startedAt,
    finished_at: event.finishedAt,
  };
}

async function applyRun(
  tx: Knex,
  run: Pick<RunRow, 'id' | 'status' | 'reason'>,
  event: RunEvent,
): Promise<boolean> {
  if (!isNews(run, event)) return false;
  await tx<RunRow>('runs').where({ id: run.id }).update(columnsOf(event));
  return true;
}

async function applyTasks(
  tx: Knex,
  runId: string,
  events: ReadonlyMap<string, TaskEvent>,
): Promise<boolean> {
  const known = await tx<RunTaskRow>('run_tasks')
    .where({ run_id: runId })
    .whereIn('name', [...events.keys()])
    .select('run_id', 'name', 'position', 'status', 'reason');
  const changed: RunTaskRow[] = [];
  for (const task of known) {
    const event = events.get(task.name);
    if (event && isNews(task, event)) {
      changed.push({ ...task, ...columnsOf(event) });
    }
  }
  if (changed.length === 0) return false;
  await tx<RunTaskRow>('run_tasks')
    .insert(changed)
    .onConflict(['run_id', 'name'])
    .merge(['status', 'reason', 'started_at', 'finished_at']);
  if (changed.some(({ status }) => isFinal(status))) {
    await countDone(tx, runId);
  }
  return true;
}

async function countDone(tx: Knex, runId: string): Promise<void> {
  const [{ done }] = await tx<RunTaskRow>('run_tasks')
    .where({ run_id: runId })
    .whereIn('status', [...FINAL_STATUSES])
    .count<Array<{ done: number | string }>>('name as done');
  await tx<RunRow>('runs')
    .where({ id: runId })
    .update({ tasks_done: Number(done) });
}

async function applyAttempts(
  tx: Knex,
  runId: string,
  events: readonly AttemptEvent[],
): Promise<boolean> {
  const names = [...new Set(events.map(({ task }) => task))];
  const [tasks, attempts] = [
    await tx<RunTaskRow>('run_tasks')
      .where({ run_id: runId })
      .whereIn('name', names)
      .pluck('name'),
    await tx<AttemptRow>('attempts')
      .where({ run_id: runId })
      .whereIn('task', names)
      .select('task', 'attempt', 'status'),
  ];
  const isTask = new Set(tasks);
  const changed: AttemptRow[] = [];
  for (const event of events) {
    const known = attempts.find(
      ({ task, attempt }) => task === event.task && attempt === event.attempt,
    );
    const isNew = known
      ? mayFollow(known.status, event.status)
      : isTask.has(event.task);
    if (!isNew) continue;
    const { task, attempt } = event;
    changed.push({ run_id: runId, task, attempt, ...resultOf(event) });
  }
  if (changed.length === 0) return false;
  await tx<AttemptRow>('attempts')
    .insert(changed)
    .onConflict(['run_id', 'task', 'attempt'])
    .merge();
  return true;
}

function resultOf(
  event: AttemptEvent,
): Omit<AttemptRow, 'run_id' | 'task' | 'attempt'> {
  return {
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
}

async function applyMessages(
  tx: Knex,
  events: readonly MessageEvent[],
): Promise<boolean> {
  const inserted = await tx<MessageRow>('platform_messages')
    .insert(
      events.map(event => ({
        run_id: event.runId,
        event_id: event.id,
        at: event.at,
        task: event.task,
        attempt: event.attempt,
        text: event.text,
      })),
    )
    .onConflict(['run_id', 'event_id'])
    .ignore()
    .returning('event_id');
  return inserted.length > 0;
}
