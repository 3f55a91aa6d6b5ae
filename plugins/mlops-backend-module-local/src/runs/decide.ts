import {
  isFinal,
  type RunPlan,
  type Status,
  type TaskPlan,
} from '@mlops/plugin-mlops-common';
import { backoffMs } from '@mlops/plugin-mlops-node';
import type { RunState, TaskState } from './RunState';

/** What is to be done about a run now. */
export interface Decision {
  /** Tasks that end without an attempt, each with its final state. */
  settle: Array<{
    task: string;
    status: 'skipped' | 'stopped';
    reason: string;
  }>;
  /** Tasks whose next attempt may start, in the order of the definition. */
  ready: string[];
  /** The run ends. */
  finish: {
    status: 'succeeded' | 'failed' | 'stopped';
    reason: string | null;
  } | null;
  /** The run has taken too long and is to end. */
  timedOut: boolean;
  /** When to look again if nothing happens before: a retry or a time-out, in milliseconds since 1970. */
  wakeAt: number | null;
}

/** Decides what is to be done about a run. Pure: the same state and instant give the same decision. */
export function decide(plan: RunPlan, state: RunState, now: number): Decision {
  const decision: Decision = {
    settle: [],
    ready: [],
    finish: null,
    timedOut: false,
    wakeAt: null,
  };
  const deadline = runDeadline(plan, state);
  if (deadline !== null && !state.ending) {
    if (now >= deadline) decision.timedOut = true;
    else decision.wakeAt = deadline;
  }
  const ending = state.ending !== null || decision.timedOut;

  let active = plan.tasks.filter(
    ({ name }) => state.tasks[name].status === 'running',
  ).length;
  const passages = new Map<string, Passage>();
  for (const task of inOrder(plan)) {
    const current = state.tasks[task.name];
    const obstacle = task.dependsOn.find(
      name => passages.get(name) === 'blocked',
    );
    const settle = (status: 'skipped' | 'stopped', reason: string) => {
      decision.settle.push({ task: task.name, status, reason });
      return status;
    };
    let { status } = current;
    if (!isFinal(status) && status !== 'running') {
      if (ending) {
        status = settle('stopped', 'the run was ended before it started');
      } else if (obstacle !== undefined) {
        status = settle('skipped', `"${obstacle}" did not succeed`);
      } else if (task.dependsOn.every(name => passages.get(name) === 'free')) {
        if (task.skip) {
          status = settle('skipped', 'the pipeline says to skip it');
        } else {
          const at = startAt(task, current);
          if (at > now) {
            decision.wakeAt = Math.min(decision.wakeAt ?? Infinity, at);
          } else if (active < (plan.parallelism ?? Infinity)) {
            active += 1;
            decision.ready.push(task.name);
          }
        }
      }
    }
    passages.set(task.name, passageOf(task, status, obstacle !== undefined));
  }
  decision.finish = finish(plan, state, decision.settle);
  return decision;
}

/** Whether a task lets those that wait for it start. */
type Passage = 'free' | 'not yet' | 'blocked';

function passageOf(
  task: TaskPlan,
  status: Status,
  obstructed: boolean,
): Passage {
  if (!isFinal(status)) return 'not yet';
  if (status === 'succeeded' || status === 'reused') return 'free';
  // Skipped by the definition counts as done; skipped since something failed does not.
  return status === 'skipped' && task.skip && !obstructed ? 'free' : 'blocked';
}

/** When the next attempt may start, in milliseconds since 1970; the delay doubles with each try. */
function startAt(task: TaskPlan, state: TaskState): number {
  const last = state.attempts.at(-1);
  if (!last) return 0;
  const delay = backoffMs(task.retry.backoffSeconds, state.attempts.length);
  return (last.finishedAt ?? 0) + delay;
}

function runDeadline(plan: RunPlan, state: RunState): number | null {
  return plan.timeoutSeconds === null || state.startedAt === null
    ? null
    : state.startedAt + plan.timeoutSeconds * 1000;
}

function finish(
  plan: RunPlan,
  state: RunState,
  settle: Decision['settle'],
): Decision['finish'] {
  const settled = new Set(settle.map(({ task }) => task));
  const open = plan.tasks.some(
    ({ name }) => !settled.has(name) && !isFinal(state.tasks[name].status),
  );
  if (open) return null;
  if (state.ending) return state.ending;
  const failed = plan.tasks.find(
    ({ name }) => state.tasks[name].status === 'failed',
  );
  if (failed) {
    const { reason } = state.tasks[failed.name];
    return {
      status: 'failed',
      reason: `${failed.name} failed${reason ? `: ${reason}` : ''}`,
    };
  }
  return { status: 'succeeded', reason: null };
}

const orders = new WeakMap<RunPlan, readonly TaskPlan[]>();

/** Tasks with every upstream one before them, found once for a plan; the compiler has refused cycles. */
function inOrder(plan: RunPlan): readonly TaskPlan[] {
  const known = orders.get(plan);
  if (known) return known;
  const ordered = sort(plan);
  orders.set(plan, ordered);
  return ordered;
}

function sort(plan: RunPlan): TaskPlan[] {
  const byName = new Map(plan.tasks.map(task => [task.name, task]));
  const seen = new Set<string>();
  const ordered: TaskPlan[] = [];
  for (const first of plan.tasks) {
    const stack = [first];
    for (let task = stack.at(-1); task; task = stack.at(-1)) {
      const open = task.dependsOn.find(name => !seen.has(name));
      const next = open === undefined ? undefined : byName.get(open);
      if (next) {
        stack.push(next);
        continue;
      }
      stack.pop();
      if (!seen.has(task.name)) {
        seen.add(task.name);
        ordered.push(task);
      }
    }
  }
  return ordered;
}
