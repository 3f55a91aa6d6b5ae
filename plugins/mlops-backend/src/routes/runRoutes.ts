import { ConflictError, NotFoundError } from '@backstage/errors';
import { describePlan, isFinal } from '@mlops/plugin-mlops-common';
import type { Router } from 'express';
import { endRun } from '../runs/endRun';
import { removeRun } from '../runs/removeRun';
import { startRun } from '../runs/startRun';
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
import { isUser, type RouteContext } from './RouteContext';
import { registerRoute } from './registerRoute';

export function registerRunRoutes(router: Router, context: RouteContext): void {
  const { db, dispatcher, signals, now } = context;

  registerRoute(
    router,
    context,
    'startRun',
    async ({ params, body, credentials, actor }) => {
      const id = await startRun(
        {
          db,
          context: context.compileContext,
          engine: context.engine.id,
          maxQueued: context.config.admission.maxQueued,
          now,
        },
        {
          pipelineId: params.id,
          createdBy: isUser(credentials.principal) ? actor : null,
          parameters: body.parameters,
        },
      );
      dispatcher.wake();
      signals.changed(id);
      return { id };
    },
  );

  registerRoute(router, context, 'listRuns', async ({ query }) => {
    const { limit, cursor, ...filter } = query;
    const question = { list: 'runs', filter };
    const before = decodeCursor(question, cursor)?.[0];
    const rows = await listRunRows(db, filter, {
      limit: limit + 1,
      before: before === undefined ? undefined : String(before),
    });
    const page = pageOf(rows, limit, question, ({ id }) => [id]);
    return { ...page, items: await toRunSummaries(db, page.items) };
  });

  registerRoute(router, context, 'getRun', async ({ params }) => {
    const run = await runOf(context, params.id);
    const [summary] = await toRunSummaries(db, [run]);
    const plan = planOf(run);
    const kept = await findKeptBytes(db, run.id);
    const tasks = await listRunTasks(db, run.id, plan);
    return {
      ...summary,
      engine: run.engine,
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

  registerRoute(router, context, 'getRunPlan', async ({ params, query }) => {
    const tasks = describePlan(planOf(await runOf(context, params.id)));
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
    async ({ params, query }) => {
      const { id } = await runOf(context, params.id);
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

  registerRoute(router, context, 'stopRun', async ({ params, actor }) => {
    const { id } = await runOf(context, params.id);
    await db.transaction(async tx => {
      const run = await findRun(tx, id);
      if (run && !isFinal(run.status)) {
        await endRun(tx, run, `stopped by ${actor}`, now());
      }
    });
    dispatcher.wake();
    signals.changed(id);
  });

  registerRoute(router, context, 'clearRun', async ({ params }) => {
    const run = await finalRun(params.id, 'cleared');
    await db.transaction(async tx => {
      await enqueue(tx, run, 'clear', now());
      await tx<RunRow>('runs').where({ id: run.id }).update({ cleared: true });
    });
    dispatcher.wake();
    signals.changed(run.id);
  });

  registerRoute(router, context, 'deleteRun', async ({ params }) => {
    const run = await finalRun(params.id, 'deleted');
    await db.transaction(tx => removeRun(tx, run, now()));
    dispatcher.wake();
  });

  registerRoute(router, context, 'getRunObjects', async ({ params }) => {
    const run = await runOf(context, params.id);
    const engine = context.engines.get(run.engine);
    const items = await engine?.objects({
      runId: planOf(run).runId,
      uid: run.engine_uid,
    });
    return { items: items ?? [] };
  });

  async function finalRun(id: string, done: string): Promise<RunRow> {
    const run = await runOf(context, id);
    if (!isFinal(run.status)) {
      throw new ConflictError(
        `Run ${run.number} of "${run.pipeline_name}" is ${run.status} and cannot be ${done}; stop it first`,
      );
    }
    return run;
  }
}

export async function runOf({ db }: RouteContext, id: string): Promise<RunRow> {
  const run = await findRun(db, id);
  if (!run) throw new NotFoundError(`There is no run ${id}`);
  return run;
}
