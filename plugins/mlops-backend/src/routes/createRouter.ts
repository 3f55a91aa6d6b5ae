import type { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { openApiDocument } from '../openapi/openApiDocument';
import { registerAuditRoutes } from './auditRoutes';
import { registerCategoryRoutes } from './categoryRoutes';
import { registerExplainRoutes } from './explainRoutes';
import { registerJobTemplateRoutes } from './jobTemplateRoutes';
import { registerLogRoutes } from './logRoutes';
import { registerMeRoutes } from './meRoutes';
import { registerMetricRoutes } from './metricRoutes';
import { registerNodeRoutes } from './nodeRoutes';
import { registerOutputRoutes } from './outputRoutes';
import { registerPipelineRoutes } from './pipelineRoutes';
import { registerProjectMemberRoutes } from './projectMemberRoutes';
import { registerProjectRequestRoutes } from './projectRequestRoutes';
import { registerProjectRoutes } from './projectRoutes';
import { registerRetentionRoutes } from './retentionRoutes';
import { registerRevisionRoutes } from './revisionRoutes';
import type { RouteContext } from './RouteContext';
import { registerRerunRoutes } from './rerunRoutes';
import { registerRoleMemberRoutes } from './roleMemberRoutes';
import { registerRoleRoutes } from './roleRoutes';
import { registerRunRoutes } from './runRoutes';
import { registerTerminalRoutes } from './terminalRoutes';
import { registerUsageRoutes } from './usageRoutes';
import { registerUserRoutes } from './userRoutes';

/** Every route of the suite, one file a resource. */
export function createRouter(context: RouteContext): Router {
  const router = PromiseRouter();
  for (const register of [
    registerMeRoutes,
    registerRoleRoutes,
    registerRoleMemberRoutes,
    registerUserRoutes,
    registerExplainRoutes,
    registerAuditRoutes,
    registerProjectRoutes,
    registerProjectMemberRoutes,
    registerProjectRequestRoutes,
    registerCategoryRoutes,
    registerJobTemplateRoutes,
    registerPipelineRoutes,
    registerRevisionRoutes,
    registerRunRoutes,
    registerRerunRoutes,
    registerMetricRoutes,
    registerLogRoutes,
    registerUsageRoutes,
    registerOutputRoutes,
    registerTerminalRoutes,
    registerRetentionRoutes,
    registerNodeRoutes,
  ]) {
    register(router, context);
  }
  const document = openApiDocument();
  router.get('/openapi.json', async (req, res) => {
    await context.httpAuth.credentials(req, { allow: ['user', 'service'] });
    res.json(document);
  });
  return router;
}
