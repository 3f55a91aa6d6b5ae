import { STATUSES, type Status } from '@mlops/plugin-mlops-common';
import type { GraphNode } from './GraphNode';

/** How many tasks are in each state; states that none is in, and tasks of a definition, are left out. */
export function countStates(
  tasks: readonly GraphNode[],
): Array<{ status: Status; count: number }> {
  const counts = new Map<Status, number>();
  for (const { status } of tasks) {
    if (status) counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return STATUSES.flatMap(status => {
    const count = counts.get(status);
    return count === undefined ? [] : [{ status, count }];
  });
}
