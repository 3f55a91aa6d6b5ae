import {
  isFinal,
  type RunPlan,
  type Status,
  type TaskPlan,
} from '@mlops/plugin-mlops-common';
import type { AttemptEvent } from '@mlops/plugin-mlops-node';
import type { Ending } from './records';

/** What is known of one attempt. */
export type AttemptView = Omit<
  AttemptEvent,
  'type' | 'epoch' | 'at' | 'runId' | 'task' | 'attempt'
>;

export interface TaskView {
  status: Status;
  reason: string | null;
  attempts: readonly AttemptView[];
  /** Whether those that wait for it may start: it succeeded, or the definition says to skip it. */
  passes: boolean;
}

export interface RunView {
  status: Status;
  reason: string | null;
  tasks: ReadonlyMap<string, TaskView>;
  /** Tasks whose next attempt is to start now. */
  start: readonly string[];
}

/**
 * What a run is and what is to be done next, from what lies in its folder. Nothing else is remembered, so
 * that a restart changes nothing.
 */
export function judge(
  plan: RunPlan,
  attemptsOf: (task: string) => readonly AttemptView[],
  ending: Ending | undefined,
  now: number,
): RunView {
  const tasks = new Map<string, TaskView>();
  const byName = new Map(plan.tasks.map(task => [task.name, task]));
  const viewOf = (name: string): TaskView => {
    const known = tasks.get(name);
    if (known) return known;
    const task = byName.get(name);
    if (!task) throw new Error(`The plan has no task "${name}"`);
    const upstream = task.dependsOn.map(
      above => [above, viewOf(above)] as const,
    );
    const view = judgeTask(task, attemptsOf(name), upstream, ending);
    tasks.set(name, view);
    return view;
  };
  for (const { name } of plan.tasks) viewOf(name);

  const running = [...tasks.values()].filter(is('running')).length;
  const start = plan.tasks
    .filter(task => isReady(task, tasks, now))
    .map(({ name }) => name)
    .slice(0, Math.max(0, (plan.parallelism ?? Infinity) - running));
  return { ...judgeRun(tasks, ending), tasks, start: ending ? [] : start };
}

function judgeTask(
  task: TaskPlan,
  attempts: readonly AttemptView[],
  upstream: ReadonlyArray<readonly [string, TaskView]>,
  ending: Ending | undefined,
): TaskView {
  const as = (status: Status, reason: string | null, passes = false) => ({
    status,
    reason,
    attempts,
    passes,
  });
  const last = attempts.at(-1);
  if (last) {
    return last.status === 'failed' && !ending && mayRetry(task, attempts)
      ? as('waiting', `attempt ${attempts.length} failed: ${last.reason}`)
      : as(last.status, last.reason, last.status === 'succeeded');
  }
  const blocked = upstream.find(
    ([, { status, passes }]) => isFinal(status) && !passes,
  );
  if (blocked) return as('skipped', `"${blocked[0]}" did not succeed`);
  if (ending) return as('stopped', 'the run was ended before it started');
  const open = upstream.find(([, { passes }]) => !passes);
  if (open) return as('waiting', `"${open[0]}" has not ended yet`);
  if (task.skip) return as('skipped', 'the pipeline says to skip it', true);
  return as('waiting', null);
}

function mayRetry(task: TaskPlan, attempts: readonly AttemptView[]): boolean {
  return attempts.length <= task.retry.limit;
}

function isReady(
  task: TaskPlan,
  tasks: ReadonlyMap<string, TaskView>,
  now: number,
): boolean {
  const view = tasks.get(task.name);
  if (view?.status !== 'waiting') return false;
  const last = view.attempts.at(-1);
  // The pause doubles with each try.
  const pause =
    task.retry.backoffSeconds * 1000 * 2 ** (view.attempts.length - 1);
  if (last && now < (last.finishedAt ?? 0) + pause) return false;
  return task.dependsOn.every(above => tasks.get(above)?.passes);
}

function judgeRun(
  tasks: ReadonlyMap<string, TaskView>,
  ending: Ending | undefined,
): Pick<RunView, 'status' | 'reason'> {
  const views = [...tasks.values()];
  if (!views.every(({ status }) => isFinal(status))) {
    const begun = views.some(({ attempts }) => attempts.length > 0);
    return { status: begun ? 'running' : 'waiting', reason: null };
  }
  if (ending) return { status: ending.status, reason: ending.reason };
  const failed = [...tasks].find(([, { status }]) => status === 'failed');
  return failed
    ? { status: 'failed', reason: `${failed[0]} failed: ${failed[1].reason}` }
    : { status: 'succeeded', reason: null };
}

function is(status: Status) {
  return (view: TaskView) => view.status === status;
}
