import { z } from 'zod';
import * as permissions from '../../permissions/permissions';
import { route } from '../RouteContract';
import * as s from '../schemas';
import { several } from './parts';

/** What was given up in time. */
export const retentionRoutes = {
  listRetentionRemovals: route({
    method: 'get',
    path: '/retention/removals',
    summary:
      'What retention removed, newest first; with a dry run, what it would remove',
    permission: permissions.runReadPermission,
    query: s.pageQuerySchema.extend({
      what: several(z.enum(s.REMOVABLE)).optional(),
    }),
    status: 200,
    response: s.listSchema(s.retentionRemovalSchema),
  }),
} as const;
