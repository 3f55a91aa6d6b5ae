import { ConflictError } from '@backstage/errors';
import {
  describePlan,
  isFinal,
  type OwnedObject,
} from '@mlops/plugin-mlops-common';
import type { Router } from 'express';
import { checkObject, type ObjectAccess } from '../access/checkObject';
import { endRun } from '../runs/endRun';
import { removeRun } from '../runs/removeRun';
import { startRun, type StartRunDeps } from '../runs/startRun';
import { instant, iso } from '../store/columns';
import { decodeCursor, pageOf } from '../store/cursor';
import { findKeptBytes } from '../store/keptBytes';
import { listMessageRows, toMessage } from '../store/messages';
import { enqueue } from '../store/outbox';
import {
  findRun,
  listRunRows,
  planOf,
  toRunSummaries,
  type RunRow,
} from '../store/runs';
import { listRunTasks } from '../store/runTasks';
import { hasTerminals } from '../terminals/engineWithTerminals';
import { pipelineOf } from './pipelineRoutes';
import type { RouteContext } from './RouteContext';
import { registerRoute } from './registerRoute';

export function registerRunRoutes(router: Router, context: RouteContext): void {
  const { db, dispatcher, signals, now } = context;

  registerRoute(
    router,
    context,
    'startRun',
    async ({ params, body, actor, access }) => {
      const pipeline = await pipelineOf(context, params.id, access);
      const id = await startRun(startRunDepsOf(context), {
        pipelineId: pipeline.id,
        createdBy: actor,
        parameters: body.parameters,
      });
      dispatcher.wake();
      signals.changed(id);
      return { id };
    },
  );

  registerRoute(router, context, 'listRuns', async ({ query, access }) => {
    const { limit, cursor, ...filter } = query;
    const question = { list: 'runs', filter };
    const before = decodeCursor(question, cursor)?.[0];
    const rows = await listRunRows(db, filter, access.may, {
      limit: limit + 1,
      before: before === undefined ? undefined : String(before),
    });
    const page = pageOf(rows, limit, question, ({ id }) => [id]);
    return { ...page, items: await toRunSummaries(db, page.items) };
  });

  registerRoute(router, context, 'getRun', async ({ params, access }) => {
    const run = await runOf(context, params.id, access);
    const [summary] = await toRunSummaries(db, [run]);
    const plan = planOf(run);
    const kept = await findKeptBytes(db, run.id);
    const tasks = await listRunTasks(db, run.id, plan);
    return {
      ...summary,
      engine: run.engine,
      hasTerminals: hasTerminals(context.engines.get(run.engine)),
      rerunOf: plan.rerunOf
        ? { id: plan.rerunOf.runId, number: plan.rerunOf.number }
        : null,
      parameters: JSON.parse(run.parameters),
      tasks: kept?.outputs_removed_at
        ? tasks.map(task => ({ ...task, outputs: [] }))
        : tasks,
      cleared: Boolean(run.cleared),
      logsRemovedAt: iso(instant(kept?.logs_removed_at ?? null)),
      outputsRemovedAt: iso(instant(kept?.outputs_removed_at ?? null)),
    };
  });

  registerRoute(router, context, 'getRunPlan', async request => {
    const { params, query, access } = request;
    const run = await runOf(context, params.id, access);
    const tasks = describePlan(planOf(run));
    return {
      tasks:
        query.task === undefined
          ? tasks
          : tasks.filter(({ name }) => name === query.task),
    };
  });

  registerRoute(
    router,
    context,
    'listRunMessages',
    async ({ params, query, access }) => {
      const { id } = await runOf(context, params.id, access);
      const question = { list: 'messages', id, task: query.task };
      const rows = await listMessageRows(db, id, query.task, {
        limit: query.limit + 1,
        after: decodeCursor(question, query.cursor),
      });
      const page = pageOf(rows, query.limit, question, row => [
        instant(row.at),
        row.event_id,
      ]);
      return { ...page, items: page.items.map(toMessage) };
    },
  );

  registerRoute(
    router,
    context,
    'stopRun',
    async ({ params, actor, access }) => {
      const { id } = await runOf(context, params.id, access);
      await db.transaction(async tx => {
        const run = await findRun(tx, id);
        if (run && !isFinal(run.status)) {
          await endRun(tx, run, `stopped by ${actor}`, now());
        }
      });
      dispatcher.wake();
      signals.changed(id);
    },
  );

  registerRoute(router, context, 'clearRun', async ({ params, access }) => {
    const run = await finalRun(params.id, access, 'cleared');
    await db.transaction(async tx => {
      await enqueue(tx, run, 'clear', now());
      await tx<RunRow>('runs').where({ id: run.id }).update({ cleared: true });
    });
    dispatcher.wake();
    signals.changed(run.id);
  });

  registerRoute(router, context, 'deleteRun', async ({ params, access }) => {
    const run = await finalRun(params.id, access, 'deleted');
    await db.transaction(tx => removeRun(tx, run, now()));
    dispatcher.wake();
  });

  registerRoute(
    router,
    context,
    'getRunObjects',
    async ({ params, access }) => {
      const run = await runOf(context, params.id, access);
      const engine = context.engines.get(run.engine);
      const items = await engine?.objects({
        runId: planOf(run).runId,
        uid: run.engine_uid,
      });
      return { items: items ?? [] };
    },
  );

  async function finalRun(
    id: string,
    access: ObjectAccess,
    done: string,
  ): Promise<RunRow> {
    const run = await runOf(context, id, access);
    if (!isFinal(run.status)) {
      throw new ConflictError(
        `Run ${run.number} of "${run.pipeline_name}" is ${run.status} and cannot be ${done}; stop it first`,
      );
    }
    return run;
  }
}

/** What it takes to start runs. */
export function startRunDepsOf(context: RouteContext): StartRunDeps {
  const { compileContext, config, db, engine, now, projects, quotas } = context;
  return {
    db,
    context: compileContext,
    projects,
    quotas,
    engine: engine.id,
    maxQueued: config.admission.maxQueued,
    now,
  };
}

/** The run of a request, if it may be about it; see `checkObject`. */
export async function runOf(
  { db }: RouteContext,
  id: string,
  access: ObjectAccess,
): Promise<RunRow> {
  const run = await findRun(db, id);
  return checkObject(run, ownerOfRun, access, `There is no run ${id}`);
}

export function ownerOfRun({
  project,
  created_by: createdBy,
}: Pick<RunRow, 'project' | 'created_by'>): OwnedObject {
  return { project, createdBy };
}
