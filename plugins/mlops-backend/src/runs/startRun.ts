import {
  ConflictError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { Knex } from 'knex';
import {
  demandOf,
  FINAL_STATUSES,
  type RunId,
  type RunPlan,
} from '@mlops/plugin-mlops-common';
import { DefinitionError } from '../DefinitionError';
import { newId } from '../newId';
import type { CompileContext } from '../pipelines/CompileContext';
import type { Projects } from '../projects/Projects';
import type { Quotas } from '../projects/Quotas';
import {
  documentOf,
  findPipelineRow,
  findRevision,
  type PipelineRow,
} from '../store/pipelines';
import { enqueue } from '../store/outbox';
import type { RunRow } from '../store/runs';
import { endRun } from './endRun';

export interface StartRunDeps {
  db: Knex;
  context: CompileContext;
  projects: Projects;
  quotas: Quotas;
  engine: string;
  maxQueued: number;
  now: () => number;
}

/**
 * Starts a run by hand. Stopping and clearing the pipeline's earlier manual runs, the number and the new
 * run are one transaction: either all of it happened or nothing.
 */
export async function startRun(
  deps: StartRunDeps,
  request: {
    pipelineId: string;
    createdBy: string | null;
    parameters: Record<string, unknown>;
    /** Absent is the newest. */
    revision?: number;
    trigger?: 'manual' | 'rerun';
    /** What a rerun adds to the plan that was compiled. */
    complete?: (plan: RunPlan) => RunPlan;
  },
): Promise<RunId> {
  const { db, context } = deps;
  const now = deps.now();
  const id = newId<RunId>();
  const pipeline = await findPipelineRow(db, request.pipelineId);
  if (!pipeline) {
    throw new NotFoundError(`There is no pipeline ${request.pipelineId}`);
  }
  const wanted = request.revision ?? pipeline.revision;
  const revision = await findRevision(db, pipeline.id, wanted);
  if (!revision) {
    throw new NotFoundError(
      `The pipeline "${pipeline.name}" has no revision ${wanted}; the newest is ${pipeline.revision}`,
    );
  }
  const document = documentOf(revision);
  if (document.spec.project !== pipeline.project) {
    // Whoever may run it here was not asked about the project group of then.
    throw new ConflictError(
      `Revision ${wanted} of "${pipeline.name}" belongs to the project group "${document.spec.project}", from which the pipeline has moved; run the newest revision`,
    );
  }
  const project = await deps.projects.find(pipeline.project);
  if (project) await deps.quotas.requireDisk(project);

  // The number is part of the plan. A second start at the same moment finds it taken and compiles again.
  for (;;) {
    const { last_number: last } =
      (await findPipelineRow(db, pipeline.id)) ?? pipeline;
    const plan = await context.compile({
      pipeline: { id: pipeline.id, revision: revision.revision, document },
      run: {
        id,
        number: last + 1,
        trigger: request.trigger ?? 'manual',
        createdBy: request.createdBy,
        createdAt: now,
        parameters: request.parameters,
      },
    });
    if (!plan.ok) {
      throw new DefinitionError(
        `The pipeline "${pipeline.name}" cannot run`,
        plan.problems,
      );
    }
    const stored = await db.transaction(async tx => {
      const taken = await tx<PipelineRow>('pipelines')
        .where({ id: pipeline.id, last_number: last })
        .update({ last_number: last + 1 });
      if (taken === 0) return false;
      await refuseFullQueue(tx, deps.maxQueued);
      await replaceManualRuns(tx, pipeline.id, now);
      const complete = request.complete?.(plan.value) ?? plan.value;
      await insertRun(tx, deps.engine, pipeline, complete, last + 1, now);
      return true;
    });
    if (stored) return id;
  }
}

async function refuseFullQueue(tx: Knex, maxQueued: number): Promise<void> {
  const [{ queued }] = await tx<RunRow>('runs')
    .where({ status: 'queued' })
    .count<Array<{ queued: number | string }>>('id as queued');
  if (Number(queued) >= maxQueued) {
    throw new ServiceUnavailableError(
      `The queue is full: ${queued} of at most ${maxQueued} runs wait. Try again when some have started`,
    );
  }
}

/** Reruns were started by hand too; runs of schedules are untouched. */
async function replaceManualRuns(
  tx: Knex,
  pipelineId: string,
  now: number,
): Promise<void> {
  const earlier = await tx<RunRow>('runs')
    .where({ pipeline_id: pipelineId, cleared: false })
    .whereIn('trigger', ['manual', 'rerun']);
  for (const run of earlier) {
    if (!FINAL_STATUSES.some(status => status === run.status)) {
      await endRun(tx, run, 'a newer manual run took its place', now);
    }
    await enqueue(tx, run, 'clear', now);
    await tx<RunRow>('runs').where({ id: run.id }).update({ cleared: true });
  }
}

async function insertRun(
  tx: Knex,
  engine: string,
  pipeline: PipelineRow,
  plan: RunPlan,
  number: number,
  now: number,
): Promise<void> {
  await tx<RunRow>('runs').insert({
    id: plan.runId,
    pipeline_id: pipeline.id,
    pipeline_name: pipeline.name,
    pipeline_title: pipeline.title,
    number,
    revision: plan.pipeline.revision,
    project: plan.project,
    status: 'queued',
    trigger: plan.trigger,
    created_by: plan.createdBy,
    engine,
    plan: JSON.stringify(plan),
    parameters: JSON.stringify(plan.parameters),
    created_at: now,
    tasks_total: plan.tasks.length,
    demand: JSON.stringify(demandOf(plan)),
  });
  await tx.batchInsert(
    'run_tasks',
    plan.tasks.map((task, position) => ({
      run_id: plan.runId,
      name: task.name,
      position,
      status: 'waiting',
    })),
    100,
  );
}
