import { z } from 'zod';
import type { BasicPermission } from '@backstage/plugin-permission-common';
import * as permissions from '../permissions/permissions';
import * as s from './schemas';
import { STATUSES, TRIGGERS } from '../status/status';

/**
 * What one route takes and gives. The router, the OpenAPI document and the typed client are all made
 * of this one table, so that none of them can know a route that the others do not.
 *
 * @public
 */
export interface RouteContract {
  method: 'get' | 'post' | 'put' | 'delete';
  /** With `{name}` for parameters; `{path}` at the end takes the rest, slashes included. */
  path: string;
  summary: string;
  /** `null`: anybody who is signed in. */
  permission: BasicPermission | null;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Status of success. */
  status: 200 | 201 | 202 | 204;
  /** Absent: no body, or bytes where `bytes` is set. */
  response?: z.ZodType;
  /** The answer is a stream of bytes that honours `Range`, or `offset` and `limit`. */
  bytes?: true;
}

const byId = z.object({ id: s.idSchema });
const byTask = z.object({ id: s.idSchema, task: z.string().min(1).max(63) });
const attemptQuery = z.object({
  /** Counts from 1; absent is the latest. */
  attempt: z.coerce.number().int().min(1).optional(),
});
const yesOrNo = z.enum(['true', 'false']).transform(value => value === 'true');
/** Repeatable in the query: `?status=failed&status=running`. */
function several<T extends z.ZodType>(item: T) {
  return z
    .union([item, z.array(item).max(50)])
    .transform(
      value => (Array.isArray(value) ? value : [value]) as z.output<T>[],
    );
}

const document = z.object({
  /** One YAML document of `kind: Pipeline`. */
  yaml: z.string().min(1).max(5_000_000),
});

/** @public */
export const apiContract = {
  getMe: route({
    method: 'get',
    path: '/me',
    summary: 'Who asks, and what they may do',
    permission: null,
    status: 200,
    response: s.meSchema,
  }),
  listProjects: route({
    method: 'get',
    path: '/projects',
    summary: 'Project groups',
    permission: permissions.projectReadPermission,
    query: s.pageQuerySchema,
    status: 200,
    response: s.listSchema(s.projectSchema),
  }),
  listCategories: route({
    method: 'get',
    path: '/categories',
    summary: 'Categories of job templates, in the order of the palette',
    permission: permissions.categoryReadPermission,
    query: s.pageQuerySchema,
    status: 200,
    response: s.listSchema(s.categorySchema),
  }),
  listJobTemplates: route({
    method: 'get',
    path: '/job-templates',
    summary: 'Job templates',
    permission: permissions.jobTemplateReadPermission,
    query: s.pageQuerySchema.extend({
      search: z.string().max(200).optional(),
      category: z.string().max(63).optional(),
    }),
    status: 200,
    response: s.listSchema(s.jobTemplateSchema),
  }),
  getJobTemplate: route({
    method: 'get',
    path: '/job-templates/{id}',
    summary: 'One job template',
    permission: permissions.jobTemplateReadPermission,
    params: byId,
    status: 200,
    response: s.jobTemplateSchema,
  }),
  listJobTemplateVersions: route({
    method: 'get',
    path: '/job-templates/{id}/versions',
    summary: 'Versions of a job template, newest first',
    permission: permissions.jobTemplateReadPermission,
    params: byId,
    query: s.pageQuerySchema,
    status: 200,
    response: s.listSchema(s.jobTemplateVersionSchema),
  }),
  listPipelines: route({
    method: 'get',
    path: '/pipelines',
    summary: 'Pipelines',
    permission: permissions.pipelineReadPermission,
    query: s.pageQuerySchema.extend({
      search: z.string().max(200).optional(),
      project: several(z.string().max(63)).optional(),
      demo: yesOrNo.optional(),
      /** Only those that the caller made. */
      mine: yesOrNo.optional(),
      sort: z
        .enum(['name', '-name', 'updatedAt', '-updatedAt'])
        .default('name'),
    }),
    status: 200,
    response: s.listSchema(s.pipelineSchema),
  }),
  createPipeline: route({
    method: 'post',
    path: '/pipelines',
    summary: 'Make a pipeline of a YAML document',
    permission: permissions.pipelineCreatePermission,
    body: document,
    status: 201,
    response: z.object({ id: s.idSchema, revision: z.int() }),
  }),
  validatePipeline: route({
    method: 'post',
    path: '/pipelines/validate',
    summary:
      'Check a YAML document and preview what it would run; changes nothing',
    permission: permissions.pipelineReadPermission,
    body: document.extend({
      parameters: z.record(z.string(), z.unknown()).default({}),
    }),
    status: 200,
    response: z.object({
      problems: z.array(s.problemSchema),
      tasks: z.array(s.plannedTaskSchema),
    }),
  }),
  getPipeline: route({
    method: 'get',
    path: '/pipelines/{id}',
    summary: 'One pipeline with its graph',
    permission: permissions.pipelineReadPermission,
    params: byId,
    query: z.object({ revision: z.coerce.number().int().min(1).optional() }),
    status: 200,
    response: s.pipelineDetailSchema,
  }),
  updatePipeline: route({
    method: 'put',
    path: '/pipelines/{id}',
    summary: 'Add a revision of a YAML document',
    permission: permissions.pipelineUpdatePermission,
    params: byId,
    body: document,
    status: 200,
    response: z.object({ id: s.idSchema, revision: z.int() }),
  }),
  deletePipeline: route({
    method: 'delete',
    path: '/pipelines/{id}',
    summary: 'Archive a pipeline; its runs stay',
    permission: permissions.pipelineDeletePermission,
    params: byId,
    status: 204,
  }),
  listRevisions: route({
    method: 'get',
    path: '/pipelines/{id}/revisions',
    summary: 'Revisions of a pipeline, newest first',
    permission: permissions.pipelineReadPermission,
    params: byId,
    query: s.pageQuerySchema,
    status: 200,
    response: s.listSchema(s.revisionSchema),
  }),
  startRun: route({
    method: 'post',
    path: '/pipelines/{id}/runs',
    summary:
      'Run a pipeline by hand; earlier manual runs of it are stopped and cleared first',
    permission: permissions.pipelineRunPermission,
    params: byId,
    body: z
      .object({ parameters: z.record(z.string(), z.unknown()).default({}) })
      .default({ parameters: {} }),
    status: 201,
    response: z.object({ id: s.idSchema }),
  }),
  listRuns: route({
    method: 'get',
    path: '/runs',
    summary: 'Runs, newest first',
    permission: permissions.runReadPermission,
    query: s.pageQuerySchema.extend({
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
    params: byId,
    status: 202,
  }),
  clearRun: route({
    method: 'post',
    path: '/runs/{id}/clear',
    summary:
      'Remove processes, pods and work folders; record, log and outputs stay',
    permission: permissions.runClearPermission,
    params: byId,
    status: 202,
  }),
  deleteRun: route({
    method: 'delete',
    path: '/runs/{id}',
    summary: 'Remove the record, log and outputs of a finished run',
    permission: permissions.runDeletePermission,
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

/** @public */
export type ApiContract = typeof apiContract;
/** @public */
export type RouteName = keyof ApiContract;

function route<const R extends RouteContract>(contract: R): R {
  return contract;
}
