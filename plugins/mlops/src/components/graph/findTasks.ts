import type { Status } from '@mlops/plugin-mlops-common';
import type { GraphNode } from './GraphNode';

/** What is searched for: a part of a name or title, in any case, and a state; each may be left open. */
export interface TaskQuery {
  text: string;
  status: Status | null;
}

/** Names of the tasks that match, in the order of the definition; `null` while nothing is searched for. */
export function findTasks(
  tasks: readonly GraphNode[],
  { text, status }: TaskQuery,
): string[] | null {
  const part = text.trim().toLocaleLowerCase();
  if (part === '' && status === null) return null;
  return tasks
    .filter(
      task =>
        (status === null || task.status === status) &&
        (task.name.includes(part) ||
          task.title.toLocaleLowerCase().includes(part)),
    )
    .map(({ name }) => name);
}
