import { jobTemplateRoutes } from './routes/jobTemplateRoutes';
import { logRoutes } from './routes/logRoutes';
import { metricRoutes } from './routes/metricRoutes';
import { meRoutes } from './routes/meRoutes';
import { nodeRoutes } from './routes/nodeRoutes';
import { pipelineRoutes } from './routes/pipelineRoutes';
import { projectRoutes } from './routes/projectRoutes';
import { rerunRoutes } from './routes/rerunRoutes';
import { retentionRoutes } from './routes/retentionRoutes';
import { roleRoutes } from './routes/roleRoutes';
import { runRoutes } from './routes/runRoutes';
import { taskRoutes } from './routes/taskRoutes';
import { terminalRoutes } from './routes/terminalRoutes';

/** Every route, by the name of the client's method. @public */
export const apiContract = {
  ...meRoutes,
  ...roleRoutes,
  ...projectRoutes,
  ...jobTemplateRoutes,
  ...pipelineRoutes,
  ...runRoutes,
  ...rerunRoutes,
  ...metricRoutes,
  ...taskRoutes,
  ...logRoutes,
  ...terminalRoutes,
  ...retentionRoutes,
  ...nodeRoutes,
} as const;

/** @public */
export type ApiContract = typeof apiContract;
/** @public */
export type RouteName = keyof ApiContract;
