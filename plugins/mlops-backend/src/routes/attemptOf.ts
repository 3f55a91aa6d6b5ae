import { NotFoundError, ServiceUnavailableError } from '@backstage/errors';
import type { AttemptRef, ExecutionEngine } from '@mlops/plugin-mlops-node';
import type { ObjectAccess } from '../access/checkObject';
import { planOf, type RunRow } from '../store/runs';
import { latestAttempt } from '../store/runTasks';
import type { RouteContext } from './RouteContext';
import { runOf } from './runRoutes';

export interface RequestedAttempt {
  run: RunRow;
  ref: AttemptRef;
  engine: ExecutionEngine;
}

/** The attempt of a request; the latest one unless it names another. */
export async function attemptOf(
  context: RouteContext,
  request: {
    params: { id: string; task: string };
    query: { attempt?: number };
    access: ObjectAccess;
  },
): Promise<RequestedAttempt> {
  const { params, query, access } = request;
  const { attempt } = query;
  const run = await runOf(context, params.id, access);
  const plan = planOf(run);
  if (!plan.tasks.some(({ name }) => name === params.task)) {
    throw new NotFoundError(`Run ${run.id} has no task "${params.task}"`);
  }
  const latest = await latestAttempt(context.db, run.id, params.task);
  if (attempt !== undefined && attempt > Math.max(latest, 1)) {
    throw new NotFoundError(
      `The task "${params.task}" has no attempt ${attempt}; the latest is ${latest}`,
    );
  }
  const engine = context.engines.get(run.engine);
  if (!engine) {
    throw new ServiceUnavailableError(
      `The engine "${run.engine}", which executed this run, is not installed any more`,
    );
  }
  const ref = {
    runId: plan.runId,
    task: params.task,
    attempt: attempt ?? Math.max(latest, 1),
  };
  return { run, ref, engine };
}
