import {
  isFinal,
  type RunPlan,
  type Status,
  type TaskPlan,
} from '@mlops/plugin-mlops-common';
import { exitCodeOf, explainAttempt, isOutOfMemory } from './explainAttempt';
import { explainAdmission } from './explainAdmission';
import type { PodSays } from './podSays';
import { resultsOf } from './resultsOf';
import type { ObservedWorkflow, WorkflowNode } from './WorkflowStatus';

export interface State {
  status: Status;
  /** Why, in words a person reads. */
  reason: string | null;
  /** Milliseconds since 1970. */
  startedAt: number | null;
  finishedAt: number | null;
}

export interface AttemptState extends State {
  /** Counts from 1. */
  attempt: number;
  exitCode: number | null;
  values: Readonly<Record<string, unknown>>;
  metrics: Readonly<Record<string, number>>;
  /** Of the pod. */
  node: string;
  /** It was ended since it used all memory that it may. */
  isOutOfMemory: boolean;
}

export interface TaskState extends State {
  task: string;
  attempts: AttemptState[];
}

/** What a workflow says of its run. */
export interface RunStates {
  run: State;
  tasks: TaskState[];
  /** Tasks before which the workflow waits for what they are given, with the nodes that wait. */
  waiting: Array<{ task: string; node: string }>;
  /** Nodes of attempts whose pods were taken away, and of which Argo waits for a word that never comes. */
  lost: string[];
}

/**
 * Reads the state of a run off its workflow. Pure and total: whatever stands in the workflow, it gives some state,
 * and for the same workflow the same one.
 */
export function statesOf(
  plan: RunPlan,
  workflow: ObservedWorkflow,
  podOf: (node: string, task: TaskPlan) => PodSays | undefined = () =>
    undefined,
): RunStates {
  const nodes = Object.values(workflow.status?.nodes ?? {});
  const byName = new Map(nodes.map(node => [node.displayName ?? '', node]));
  const byId = new Map(nodes.map(node => [node.id, node]));
  const isStopped = workflow.spec.shutdown !== undefined;
  const tasks: TaskState[] = [];
  const statuses = new Map<string, Status>();
  const isOver = isEnd(workflow.status?.phase);
  for (const task of plan.tasks) {
    const node = byName.get(task.name);
    const attempts = (node?.children ?? [])
      .flatMap(id => byId.get(id) ?? [])
      .filter(({ displayName }) => attemptOf(displayName, task.name) !== null)
      .map(child =>
        attemptState(child, task, isStopped, podOf(child.id, task)),
      );
    const own = taskState({
      task,
      node,
      attempts,
      statuses,
      isStopped,
      isOver,
    });
    statuses.set(task.name, own.status);
    tasks.push({ task: task.name, attempts, ...own });
  }
  return {
    run: runState(workflow, tasks, isStopped),
    tasks,
    lost: tasks
      .flatMap(({ attempts }) => attempts)
      .filter(({ status, node }) => status === 'running' && isHeld(byId, node))
      .map(({ node }) => node),
    waiting: plan.tasks.flatMap(({ name }) => {
      const node = byName.get(`${name}-Inputs`);
      return node?.phase === 'Running' ? [{ task: name, node: node.id }] : [];
    }),
  };
}

function taskState(about: {
  task: TaskPlan;
  node: WorkflowNode | undefined;
  attempts: readonly AttemptState[];
  statuses: ReadonlyMap<string, Status>;
  isStopped: boolean;
  isOver: boolean;
}): State {
  const { task, node, attempts, statuses, isStopped, isOver } = about;
  const last = attempts.at(-1);
  const times = {
    startedAt: attempts[0]?.startedAt ?? null,
    finishedAt: timeOf(node?.finishedAt),
  };
  if (!node) {
    // What Argo never came to when a run ended has no node.
    return isOver
      ? {
          status: isStopped ? 'stopped' : 'skipped',
          reason: 'the run was ended before it started',
          startedAt: null,
          finishedAt: null,
        }
      : { status: 'waiting', reason: null, startedAt: null, finishedAt: null };
  }
  switch (node.phase) {
    case 'Succeeded':
      return last?.status === 'failed'
        ? { ...times, status: 'failed', reason: last.reason }
        : { ...times, status: 'succeeded', reason: null };
    case 'Skipped':
      return {
        ...times,
        status: 'skipped',
        reason: 'the pipeline says to skip it',
      };
    case 'Omitted':
      return { ...times, ...omitted(task, statuses, isStopped) };
    case 'Failed':
    case 'Error':
      return isStopped && (last === undefined || last.status === 'stopped')
        ? { ...times, status: 'stopped', reason: 'stopped on request' }
        : {
            ...times,
            status: 'failed',
            reason: last?.reason ?? node.message ?? null,
          };
    default:
      return {
        ...times,
        finishedAt: null,
        status: last?.status === 'running' ? 'running' : 'queued',
        reason: last && !isFinal(last.status) ? last.reason : null,
      };
  }
}

function omitted(
  { dependsOn }: TaskPlan,
  statuses: ReadonlyMap<string, Status>,
  isStopped: boolean,
): Pick<State, 'status' | 'reason'> {
  if (isStopped) {
    return { status: 'stopped', reason: 'the run was ended before it started' };
  }
  const obstacle = dependsOn.find(name => {
    const status = statuses.get(name);
    return status !== 'succeeded' && status !== 'reused';
  });
  return {
    status: 'skipped',
    reason: obstacle === undefined ? null : `"${obstacle}" did not succeed`,
  };
}

function attemptState(
  node: WorkflowNode,
  task: TaskPlan,
  isStopped: boolean,
  pod: PodSays | undefined,
): AttemptState {
  const results = resultsOf(node);
  const common = {
    attempt: (attemptOf(node.displayName, task.name) ?? 0) + 1,
    exitCode: exitCodeOf(node),
    values: results.values,
    metrics: results.metrics,
    node: node.id,
    isOutOfMemory: isOutOfMemory(node),
    startedAt: timeOf(node.startedAt),
    finishedAt: timeOf(node.finishedAt),
  };
  switch (node.phase) {
    case 'Succeeded':
      return results.problem === null
        ? { ...common, status: 'succeeded', reason: null }
        : { ...common, status: 'failed', reason: results.problem };
    case 'Failed':
    case 'Error':
      if (!node.finishedAt && pod?.removal) {
        return { ...common, status: 'running', reason: pod.removal };
      }
      return isStopped && !isOwnFailure(node)
        ? { ...common, status: 'stopped', reason: 'stopped on request' }
        : {
            ...common,
            status: 'failed',
            reason: explainAttempt(node, task, pod?.removal ?? null),
          };
    case 'Running':
      return {
        ...common,
        finishedAt: null,
        status: 'running',
        reason: pod?.reason ?? null,
      };
    default:
      return {
        ...common,
        ...startOf(node, pod),
        finishedAt: null,
      };
  }
}

/** Argo gives a node that has failed no end as long as its executor may still tell what it has left. */
function isHeld(nodes: ReadonlyMap<string, WorkflowNode>, id: string): boolean {
  const { phase, finishedAt } = nodes.get(id) ?? {};
  return (phase === 'Failed' || phase === 'Error') && !finishedAt;
}

function startOf(
  { message }: WorkflowNode,
  pod: PodSays | undefined,
): Pick<AttemptState, 'status' | 'reason' | 'startedAt'> {
  if (pod && pod.runningSince !== null) {
    return {
      status: 'running',
      reason: pod.reason,
      startedAt: pod.runningSince,
    };
  }
  return {
    status: 'queued',
    reason: pod?.reason ?? (message ? explainAdmission(message) : null),
    startedAt: null,
  };
}

/** Whether it ended by itself before the run was stopped: what is stopped ends by a signal, or was never run. */
function isOwnFailure(node: WorkflowNode): boolean {
  const exitCode = exitCodeOf(node);
  return exitCode !== null && exitCode > 0 && exitCode < 128;
}

function runState(
  { status }: ObservedWorkflow,
  tasks: readonly TaskState[],
  isStopped: boolean,
): State {
  const times = {
    startedAt: timeOf(status?.startedAt),
    finishedAt: timeOf(status?.finishedAt),
  };
  const failed = tasks.find(task => task.status === 'failed');
  const failure = failed && {
    status: 'failed' as const,
    reason: `${failed.task} failed${failed.reason ? `: ${failed.reason}` : ''}`,
  };
  switch (status?.phase) {
    case 'Succeeded':
      return {
        ...times,
        ...(failure ?? { status: 'succeeded', reason: null }),
      };
    case 'Failed':
    case 'Error':
      if (isStopped) {
        return { ...times, status: 'stopped', reason: 'stopped on request' };
      }
      return {
        ...times,
        ...(failure ?? { status: 'failed', reason: status.message ?? null }),
      };
    case 'Running':
      return { ...times, finishedAt: null, status: 'running', reason: null };
    default:
      return {
        startedAt: null,
        finishedAt: null,
        status: 'waiting',
        reason: status?.message ?? null,
      };
  }
}

function isEnd(phase: string | undefined): boolean {
  return phase === 'Succeeded' || phase === 'Failed' || phase === 'Error';
}

/** Counts from 0; `null` for what is no attempt of that task. */
function attemptOf(displayName: string | undefined, task: string) {
  const match = /^(.*)\((\d+)\)$/.exec(displayName ?? '');
  return match && match[1] === task ? Number(match[2]) : null;
}

function timeOf(text: string | null | undefined): number | null {
  const time = text ? Date.parse(text) : NaN;
  return Number.isNaN(time) ? null : time;
}
