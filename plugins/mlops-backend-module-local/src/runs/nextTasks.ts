import { isFinal, type RunPlan, type Status } from '@mlops/plugin-mlops-common';
import type { RunState } from './RunState';

/** Upstream tasks in these states let a task start, now or once they have ended well. */
const LETS_START: ReadonlySet<Status> = new Set([
  'running',
  'succeeded',
  'reused',
]);

/** Tasks that start once what runs now has ended well, in the order of the definition. */
export function nextTasks(plan: RunPlan, state: RunState): string[] {
  if (state.ending) return [];
  return plan.tasks
    .filter(({ name, skip, dependsOn }) => {
      const { status, attempts } = state.tasks[name];
      const upstream = dependsOn.map(other => state.tasks[other].status);
      return (
        !skip &&
        !isFinal(status) &&
        attempts.length === 0 &&
        upstream.includes('running') &&
        upstream.every(other => LETS_START.has(other))
      );
    })
    .map(({ name }) => name);
}
