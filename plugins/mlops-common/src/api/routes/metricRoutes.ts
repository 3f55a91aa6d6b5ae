import { z } from 'zod';
import * as permissions from '../../permissions/permissions';
import { route } from '../RouteContract';
import * as s from '../schemas';
import { byId } from './parts';

/** What was measured, over runs. */
export const metricRoutes = {
  listMetrics: route({
    method: 'get',
    path: '/pipelines/{id}/metrics',
    summary: 'Metrics of the last runs of a pipeline, newest run first',
    permission: permissions.runReadPermission,
    reads: permissions.pipelineReadPermission,
    params: byId,
    query: z.object({
      /** Only this task. */
      task: z.string().max(63).optional(),
      /** Runs at most; those that measured nothing count. */
      runs: z.coerce.number().int().min(1).max(200).default(50),
      /** The newest run to look at; absent is the newest there is. */
      until: s.idSchema.optional(),
    }),
    status: 200,
    response: z.object({
      /** At most 5,000: of pipelines that measure more, the older runs are missing. */
      items: z.array(s.measuredTaskSchema),
    }),
  }),
} as const;
