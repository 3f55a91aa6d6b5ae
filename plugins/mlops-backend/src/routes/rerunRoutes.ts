import type { Router } from 'express';
import { rerun } from '../runs/rerun';
import { pipelineOf } from './pipelineRoutes';
import { registerRoute } from './registerRoute';
import type { RouteContext } from './RouteContext';
import { runOf } from './runRoutes';

export function registerRerunRoutes(
  router: Router,
  context: RouteContext,
): void {
  const { db, dispatcher, signals, now } = context;
  registerRoute(
    router,
    context,
    'rerun',
    async ({ params, body, actor, access }) => {
      const run = await runOf(context, params.id, { ...access, may: true });
      await pipelineOf(context, run.pipeline_id, {
        ...access,
        sees: true,
      });
      const id = await rerun(
        {
          db,
          context: context.compileContext,
          engine: context.engine.id,
          maxQueued: context.config.admission.maxQueued,
          now,
        },
        run,
        { ...body, createdBy: actor },
      );
      dispatcher.wake();
      signals.changed(id);
      return { id };
    },
  );
}
