import type { Router } from 'express';
import { listMetrics } from '../store/metrics';
import { pipelineOf } from './pipelineRoutes';
import { registerRoute } from './registerRoute';
import type { RouteContext } from './RouteContext';

export function registerMetricRoutes(
  router: Router,
  context: RouteContext,
): void {
  registerRoute(router, context, 'listMetrics', async request => {
    const { params, query, access } = request;
    const { id } = await pipelineOf(context, params.id, {
      ...access,
      may: true,
    });
    return { items: await listMetrics(context.db, id, query, access.may) };
  });
}
