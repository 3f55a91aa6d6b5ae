import { z } from 'zod';
import * as permissions from '../../permissions/permissions';
import { route } from '../RouteContract';
import * as s from '../schemas';
import { yesOrNo } from './parts';

const byTask = z.object({ id: s.idSchema, task: z.string().min(1).max(63) });
const attemptQuery = z.object({
  /** Counts from 1; absent is the latest. */
  attempt: z.coerce.number().int().min(1).optional(),
});

/** What one task of a run wrote and used. */
export const taskRoutes = {
  getLog: route({
    method: 'get',
    path: '/runs/{id}/tasks/{task}/log',
    summary:
      'Log of an attempt as bytes; `X-Log-Size` is its size when the answer began',
    permission: permissions.logReadPermission,
    params: byTask,
    query: attemptQuery.extend({
      /** First byte; negative counts from the end. */
      offset: z.coerce.number().int().default(0),
      /** Bytes at most. */
      limit: z.coerce.number().int().min(0).max(67_108_864).optional(),
      /** Stay until the attempt ends. */
      follow: yesOrNo.optional(),
    }),
    status: 200,
    bytes: true,
  }),
  getUsage: route({
    method: 'get',
    path: '/runs/{id}/tasks/{task}/usage',
    summary: 'Use of CPU and memory of an attempt over time',
    permission: permissions.runReadPermission,
    params: byTask,
    query: attemptQuery,
    status: 200,
    response: z.object({ items: z.array(s.usageSampleSchema) }),
  }),
  getOutput: route({
    method: 'get',
    path: '/runs/{id}/tasks/{task}/outputs/{path}',
    summary: 'A file that the task left; honours `Range`',
    permission: permissions.runReadPermission,
    params: byTask.extend({ path: z.string().min(1).max(1024) }),
    query: attemptQuery,
    status: 200,
    bytes: true,
  }),
} as const;
