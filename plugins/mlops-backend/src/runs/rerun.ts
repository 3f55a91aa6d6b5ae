import { ConflictError, InputError, NotFoundError } from '@backstage/errors';
import {
  isFinal,
  reuseResults,
  type RunId,
  type RunPlan,
} from '@mlops/plugin-mlops-common';
import { planOf, type RunRow } from '../store/runs';
import { listRunTasks } from '../store/runTasks';
import { startRun, type StartRunDeps } from './startRun';

export interface RerunRequest {
  createdBy: string | null;
  revision: 'same' | 'newest';
  /** Absent: those of the run. */
  parameters?: Record<string, unknown>;
  execute: 'all' | 'failed';
  from?: string;
}

/** Runs a pipeline again as an earlier run was; see the contract for what may be different. */
export async function rerun(
  deps: StartRunDeps,
  earlier: RunRow,
  request: RerunRequest,
): Promise<RunId> {
  const keeping = request.execute === 'failed' || request.from !== undefined;
  const keep = keeping ? await resultsOf(deps, earlier, request) : undefined;
  return startRun(deps, {
    pipelineId: earlier.pipeline_id,
    createdBy: request.createdBy,
    parameters: request.parameters ?? JSON.parse(earlier.parameters),
    revision: request.revision === 'same' ? earlier.revision : undefined,
    trigger: 'rerun',
    complete: plan => {
      const { runId } = planOf(earlier);
      const again = { ...plan, rerunOf: { runId, number: earlier.number } };
      return keep?.(again) ?? again;
    },
  });
}

/** How to keep the results of the earlier run in a plan. @throws where there is nothing that could be kept */
async function resultsOf(
  { db }: StartRunDeps,
  earlier: RunRow,
  { revision, parameters, from }: RerunRequest,
): Promise<(plan: RunPlan) => RunPlan> {
  const name = `Run ${earlier.number} of "${earlier.pipeline_name}"`;
  if (revision !== 'same' || parameters !== undefined) {
    throw new InputError(
      'Results are kept only with the same revision and the same parameters; leave both out, or execute all tasks',
    );
  }
  if (!isFinal(earlier.status)) {
    throw new ConflictError(
      `${name} is ${earlier.status}: its results can be kept once it has ended`,
    );
  }
  const plan = planOf(earlier);
  const tasks = await listRunTasks(db, earlier.id, plan);
  if (from !== undefined && !tasks.some(task => task.name === from)) {
    throw new NotFoundError(`${name} has no task "${from}"`);
  }
  const { runId } = plan;
  const ends = new Map(
    tasks.map(({ name: task, status, attempts }) => [
      task,
      { status, attempts: attempts.length },
    ]),
  );
  return fresh =>
    reuseResults(
      fresh,
      { runId, number: earlier.number, tasks: ends },
      from ?? null,
    );
}
