import { isFinal, type RunTask } from '@mlops/plugin-mlops-common';

/**
 * The task that a run opens with while nobody chose one: the one that failed first, else the one that
 * runs longest, else none, which is the run as a whole.
 */
export function openingTask(tasks: readonly RunTask[]): string | null {
  return (
    first(tasks, 'failed', task => task.finishedAt) ??
    first(tasks, 'running', task => task.startedAt)
  );
}

/** Milliseconds that a task stays in sight after another one could take its place. */
const STAY = 4_000;

/** What is shown while nobody chose a task, and since when, in milliseconds since the epoch. */
export interface Opening {
  task: string | null;
  since: number;
}

/**
 * What to show next. A failure shows at once. Otherwise a task stays at least for a while, and as long as it
 * runs, so that a run of many short tasks does not flicker.
 */
export function nextOpening(
  shown: Opening,
  tasks: readonly RunTask[],
  now: number,
): Opening {
  const wanted = openingTask(tasks);
  if (wanted === shown.task) return shown;
  const current = tasks.find(({ name }) => name === shown.task);
  const failed = tasks.find(({ name }) => name === wanted)?.status === 'failed';
  const runOver = tasks.every(({ status }) => isFinal(status));
  const stays =
    current !== undefined &&
    (!isFinal(current.status) || now - shown.since < STAY);
  return stays && !failed && !runOver ? shown : { task: wanted, since: now };
}

function first(
  tasks: readonly RunTask[],
  status: RunTask['status'],
  instant: (task: RunTask) => string | null,
): string | null {
  const [task] = tasks
    .filter(candidate => candidate.status === status)
    // ISO 8601 in UTC orders like text; tasks that never started come last.
    .sort((a, b) => (instant(a) ?? '~').localeCompare(instant(b) ?? '~'));
  return task?.name ?? null;
}
