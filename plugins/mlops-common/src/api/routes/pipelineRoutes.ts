import { z } from 'zod';
import * as permissions from '../../permissions/permissions';
import { route } from '../RouteContract';
import * as s from '../schemas';
import { byId, several, yesOrNo } from './parts';

const document = z.object({
  /** One YAML document of `kind: Pipeline`. */
  yaml: z.string().min(1).max(5_000_000),
});

/** What can be run. */
export const pipelineRoutes = {
  listPipelines: route({
    method: 'get',
    path: '/pipelines',
    summary: 'Pipelines',
    permission: permissions.pipelineReadPermission,
    query: s.pageQuerySchema.extend({
      search: z.string().max(200).optional(),
      project: several(z.string().max(63)).optional(),
      /** Only those that use the job template of this name. */
      template: z.string().max(63).optional(),
      demo: yesOrNo.optional(),
      /** Only those that this person made. */
      createdBy: z.string().max(253).optional(),
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
    permission: permissions.pipelineCreatePermission,
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
    reads: permissions.pipelineReadPermission,
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
    reads: permissions.pipelineReadPermission,
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
    reads: permissions.pipelineReadPermission,
    params: byId,
    body: z
      .object({ parameters: z.record(z.string(), z.unknown()).default({}) })
      .default({ parameters: {} }),
    status: 201,
    response: z.object({ id: s.idSchema }),
  }),
} as const;
