import type { Router } from 'express';
import { rerun } from '../runs/rerun';
import { pipelineOf } from './pipelineRoutes';
import { registerRoute } from './registerRoute';
import type { RouteContext } from './RouteContext';
import { runOf, startRunDepsOf } from './runRoutes';

export function registerRerunRoutes(
  router: Router,
  context: RouteContext,
): void {
  const { dispatcher, signals } = context;
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
      const id = await rerun(startRunDepsOf(context), run, {
        ...body,
        createdBy: actor,
      });
      dispatcher.wake();
      signals.changed(id);
      return { id };
    },
  );
}
