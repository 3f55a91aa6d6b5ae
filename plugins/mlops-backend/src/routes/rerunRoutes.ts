import type { Router } from 'express';
import { rerun } from '../runs/rerun';
import { registerRoute } from './registerRoute';
import { isUser, type RouteContext } from './RouteContext';
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
    async ({ params, body, credentials, actor }) => {
      const id = await rerun(
        {
          db,
          context: context.compileContext,
          engine: context.engine.id,
          maxQueued: context.config.admission.maxQueued,
          now,
        },
        await runOf(context, params.id),
        { ...body, createdBy: isUser(credentials.principal) ? actor : null },
      );
      dispatcher.wake();
      signals.changed(id);
      return { id };
    },
  );
}
