import { z } from 'zod';
import * as permissions from '../../permissions/permissions';
import { route } from '../RouteContract';
import * as s from '../schemas';
import { attemptQuery, byTask } from './parts';

/** What one task of a run left and used. */
export const taskRoutes = {
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
