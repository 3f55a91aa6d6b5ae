import type { Router } from 'express';
import { attemptOf } from './attemptOf';
import { registerRoute } from './registerRoute';
import type { RouteContext } from './RouteContext';

export function registerUsageRoutes(
  router: Router,
  context: RouteContext,
): void {
  registerRoute(router, context, 'getUsage', async request => {
    const { ref, engine } = await attemptOf(context, request);
    const samples = await engine.usage(ref);
    return {
      items: samples.map(sample => ({
        ...sample,
        at: new Date(sample.at).toISOString(),
      })),
    };
  });
}
