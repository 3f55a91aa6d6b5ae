import { z } from 'zod';
import * as permissions from '../../permissions/permissions';
import { route } from '../RouteContract';
import * as s from '../schemas';
import { byId } from './parts';

/** What tasks are made of. */
export const jobTemplateRoutes = {
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
} as const;
