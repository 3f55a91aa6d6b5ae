import { z } from 'zod';
import { NODE_FLAGS } from '../../nodes/NodeRoles';
import * as permissions from '../../permissions/permissions';
import { route } from '../RouteContract';
import * as s from '../schemas';
import { several } from './parts';

const byNode = z.object({
  cluster: z.string().min(1).max(253),
  node: z.string().min(1).max(253),
});

/** The machines of clusters; only where the engine has some. */
export const nodeRoutes = {
  listNodes: route({
    method: 'get',
    path: '/nodes',
    summary:
      'Machines by cluster, with what is free and used; `clusters` are all, whatever the filter is',
    permission: permissions.nodeReadPermission,
    query: s.pageQuerySchema.extend({
      cluster: several(z.string().max(253)).optional(),
      state: several(z.enum(s.NODE_STATES)).optional(),
      /** Only machines that have all of these roles. */
      role: several(z.enum(NODE_FLAGS)).optional(),
      org: z.string().max(63).optional(),
      /** Part of the name. */
      search: z.string().max(253).optional(),
      /** Within a cluster: by name, or those of which most is asked for first. */
      order: z.enum(s.NODE_ORDERS).default('name'),
    }),
    status: 200,
    response: s
      .listSchema(s.nodeSchema)
      .extend({ clusters: z.array(s.nodeClusterSchema) }),
  }),
  getNodeLoad: route({
    method: 'get',
    path: '/nodes/load',
    summary: 'Who has asked for how much of each cluster',
    permission: permissions.nodeReadPermission,
    query: z.object({ by: z.enum(['project', 'person']).default('project') }),
    status: 200,
    response: s.nodeLoadSchema,
  }),
  getNode: route({
    method: 'get',
    path: '/nodes/{cluster}/{node}',
    summary: 'A machine with its labels and the pods of the suite on it',
    permission: permissions.nodeReadPermission,
    params: byNode,
    status: 200,
    response: s.nodeDetailSchema,
  }),
  previewNodeRoles: route({
    method: 'post',
    path: '/nodes/{cluster}/{node}/roles/preview',
    summary: 'What other roles of a machine would mean; nothing is changed',
    permission: permissions.nodeUpdatePermission,
    params: byNode,
    body: z.object({ roles: s.nodeRolesSchema }),
    status: 200,
    response: s.nodeRolesPreviewSchema,
  }),
  setNodeRoles: route({
    method: 'put',
    path: '/nodes/{cluster}/{node}/roles',
    summary:
      'Change the roles of a machine, from what whoever asks has seen; refused (409) when they are others by now',
    permission: permissions.nodeUpdatePermission,
    params: byNode,
    body: z.object({ roles: s.nodeRolesSchema, seen: s.nodeRolesSchema }),
    status: 204,
  }),
} as const;
