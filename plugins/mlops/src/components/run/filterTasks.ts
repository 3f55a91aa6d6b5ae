import type { RunTask, Status } from '@mlops/plugin-mlops-common';

/** Tasks in one of the states, with the text in their name or title; empty does not filter. */
export function filterTasks(
  tasks: readonly RunTask[],
  { states, find }: { states: readonly Status[]; find: string },
): readonly RunTask[] {
  const wanted = find.trim().toLowerCase();
  if (states.length === 0 && wanted === '') return tasks;
  return tasks.filter(
    ({ name, title, status }) =>
      (states.length === 0 || states.includes(status)) &&
      (name.toLowerCase().includes(wanted) ||
        title.toLowerCase().includes(wanted)),
  );
}
