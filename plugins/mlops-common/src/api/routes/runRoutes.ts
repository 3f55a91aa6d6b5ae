import { z } from 'zod';
import * as permissions from '../../permissions/permissions';
import { STATUSES, TRIGGERS } from '../../status/status';
import { route } from '../RouteContract';
import * as s from '../schemas';
import { byId, several } from './parts';

/** What was run, as a whole. */
export const runRoutes = {
  listRuns: route({
    method: 'get',
    path: '/runs',
    summary: 'Runs, newest first',
    permission: permissions.runReadPermission,
    query: s.pageQuerySchema.extend({
      /** Only these, to look again at runs that are known. */
      id: several(s.idSchema).optional(),
      status: several(z.enum(STATUSES)).optional(),
      project: several(z.string().max(63)).optional(),
      pipeline: s.idSchema.optional(),
      trigger: several(z.enum(TRIGGERS)).optional(),
      createdBy: z.string().max(253).optional(),
      /** Prefix of the pipeline's name. */
      name: z.string().max(63).optional(),
      createdAfter: s.instantSchema.optional(),
      createdBefore: s.instantSchema.optional(),
    }),
    status: 200,
    response: s.listSchema(s.runSummarySchema),
  }),
  getRun: route({
    method: 'get',
    path: '/runs/{id}',
    summary: 'One run with its tasks',
    permission: permissions.runReadPermission,
    params: byId,
    status: 200,
    response: s.runSchema,
  }),
  getRunPlan: route({
    method: 'get',
    path: '/runs/{id}/plan',
    summary: 'What was executed: commands, environment, files; secrets as •••',
    permission: permissions.runReadPermission,
    params: byId,
    query: z.object({ task: z.string().max(63).optional() }),
    status: 200,
    response: z.object({ tasks: z.array(s.plannedTaskSchema) }),
  }),
  listRunMessages: route({
    method: 'get',
    path: '/runs/{id}/messages',
    summary: 'What the platform did for the run, in words, oldest first',
    permission: permissions.runReadPermission,
    params: byId,
    query: s.pageQuerySchema.extend({ task: z.string().max(63).optional() }),
    status: 200,
    response: s.listSchema(s.platformMessageSchema),
  }),
  stopRun: route({
    method: 'post',
    path: '/runs/{id}/stop',
    summary: 'End the work of a run; idempotent',
    permission: permissions.runStopPermission,
    reads: permissions.runReadPermission,
    params: byId,
    status: 202,
  }),
  clearRun: route({
    method: 'post',
    path: '/runs/{id}/clear',
    summary:
      'Remove processes, pods and work folders; record, log and outputs stay',
    permission: permissions.runClearPermission,
    reads: permissions.runReadPermission,
    params: byId,
    status: 202,
  }),
  deleteRun: route({
    method: 'delete',
    path: '/runs/{id}',
    summary: 'Remove the record, log and outputs of a finished run',
    permission: permissions.runDeletePermission,
    reads: permissions.runReadPermission,
    params: byId,
    status: 204,
  }),
  getRunObjects: route({
    method: 'get',
    path: '/runs/{id}/objects',
    summary: 'Processes or pods of the run',
    permission: permissions.runReadPermission,
    params: byId,
    status: 200,
    response: z.object({ items: z.array(s.engineObjectSchema) }),
  }),
} as const;
