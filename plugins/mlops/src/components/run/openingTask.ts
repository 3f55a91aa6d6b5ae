import type { RunTask } from '@mlops/plugin-mlops-common';

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
