import type { RunId } from '../ids';
import type { Status } from '../status/status';
import type { RunPlan } from './RunPlan';

/** How the tasks of an earlier run ended. @public */
export interface EarlierRun {
  runId: RunId;
  number: number;
  /** By name; `attempts` counts them, and the last one has the result. */
  tasks: ReadonlyMap<string, { status: Status; attempts: number }>;
}

/**
 * The plan of a rerun that executes only what has to be: tasks that succeeded in the earlier run and depend
 * on nothing that is executed again keep their results.
 *
 * @param from - this task, and so all that depends on it, is executed again although it succeeded
 * @public
 */
export function reuseResults(
  plan: RunPlan,
  earlier: EarlierRun,
  from: string | null = null,
): RunPlan {
  const byName = new Map(plan.tasks.map(task => [task.name, task]));
  const kept = new Map<string, boolean>();
  const keeps = (name: string): boolean => {
    const known = kept.get(name);
    if (known !== undefined) return known;
    const task = byName.get(name);
    const status = earlier.tasks.get(name)?.status;
    const done = status === 'succeeded' || status === 'reused';
    const own = task?.skip === true || (done && name !== from);
    // Decided before its upstream tasks are asked, so that even a circle comes to an end.
    kept.set(name, false);
    const keep = own && (task?.dependsOn ?? []).every(keeps);
    kept.set(name, keep);
    return keep;
  };
  return {
    ...plan,
    tasks: plan.tasks.map(task =>
      keeps(task.name) && !task.skip
        ? {
            ...task,
            reuse: {
              runId: earlier.runId,
              attempt: earlier.tasks.get(task.name)?.attempts ?? 1,
            },
          }
        : task,
    ),
  };
}
