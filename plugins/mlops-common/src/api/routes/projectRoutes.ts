import * as permissions from '../../permissions/permissions';
import { route } from '../RouteContract';
import * as s from '../schemas';

/** What work belongs to. */
export const projectRoutes = {
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
} as const;
