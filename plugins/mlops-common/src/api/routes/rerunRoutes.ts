import { z } from 'zod';
import * as permissions from '../../permissions/permissions';
import { route } from '../RouteContract';
import * as s from '../schemas';
import { byId } from './parts';

/** Running again what was run. */
export const rerunRoutes = {
  rerun: route({
    method: 'post',
    path: '/runs/{id}/rerun',
    summary:
      'Run it again; earlier runs of the pipeline by hand are stopped and cleared first',
    permission: permissions.pipelineRunPermission,
    reads: permissions.runReadPermission,
    params: byId,
    body: z
      .object({
        revision: z.enum(['same', 'newest']).default('same'),
        /** Absent: those of the run. */
        parameters: z.record(z.string(), z.unknown()).optional(),
        /** `failed`: tasks that succeeded keep their results, where all that they depend on does. */
        execute: z.enum(['all', 'failed']).default('all'),
        /** This task, and what depends on it, is executed too, although it succeeded. */
        from: z.string().max(63).optional(),
      })
      .prefault({}),
    status: 201,
    response: z.object({ id: s.idSchema }),
  }),
} as const;
