import { z } from 'zod';
import * as permissions from '../../permissions/permissions';
import { route } from '../RouteContract';
import * as s from '../schemas';
import { attemptQuery, byTask, yesOrNo } from './parts';

const permission = permissions.logReadPermission;
const reads = permissions.runReadPermission;
const place = z.coerce.number().int();

/** The log of an attempt: its bytes, and ways through them. */
export const logRoutes = {
  getLog: route({
    method: 'get',
    path: '/runs/{id}/tasks/{task}/log',
    summary:
      'Log of an attempt as bytes; `X-Log-Size` is its size when the answer began',
    permission,
    reads,
    params: byTask,
    query: attemptQuery.extend({
      /** First byte; negative counts from the end. */
      offset: place.default(0),
      /** Bytes at most. */
      limit: place.min(0).max(67_108_864).optional(),
      /** Stay until the attempt ends. */
      follow: yesOrNo.optional(),
    }),
    status: 200,
    bytes: true,
  }),
  getLogIndex: route({
    method: 'get',
    path: '/runs/{id}/tasks/{task}/log/index',
    summary: 'Where lines of the log begin, about every 64 KiB',
    permission,
    reads,
    params: byTask,
    query: attemptQuery,
    status: 200,
    response: s.logIndexSchema,
  }),
  getLogTimes: route({
    method: 'get',
    path: '/runs/{id}/tasks/{task}/log/times',
    summary:
      'When bytes of the log were written; `to` says up to where the answer is complete',
    permission,
    reads,
    params: byTask,
    query: attemptQuery.extend({
      /** First byte. */
      from: place.min(0).default(0),
      /** First byte that is not asked for. */
      to: place.min(0).optional(),
      /** Entries at most. */
      limit: place.min(1).max(5_000).default(5_000),
    }),
    status: 200,
    response: z.object({
      items: z.array(s.logTimeSchema),
      /** Bytes before the first that the answer says nothing about. */
      to: z.int().min(0),
    }),
  }),
  searchLog: route({
    method: 'get',
    path: '/runs/{id}/tasks/{task}/log/search',
    summary:
      'Lines of the log that hold a text; one JSON text a line, as it goes',
    permission,
    reads,
    params: byTask,
    query: attemptQuery.extend({
      /** Looked for in what a person reads of a line, without colours. */
      text: z
        .string()
        .min(1)
        .max(200)
        .regex(/^[^\r\n]*$/, 'must be one line'),
      /** Letter case counts. */
      matchCase: yesOrNo.optional(),
      /** Begin of the line at which to begin, in bytes. */
      from: place.min(0).default(0),
      /** Lines at most. */
      limit: place.min(1).max(10_000).default(10_000),
    }),
    status: 200,
    bytes: true,
  }),
  getFirstError: route({
    method: 'get',
    path: '/runs/{id}/tasks/{task}/log/first-error',
    summary: 'The first line of the log that reads like an error',
    permission,
    reads,
    params: byTask,
    query: attemptQuery,
    status: 200,
    response: z.object({ found: s.logLineSchema.nullable() }),
  }),
} as const;
