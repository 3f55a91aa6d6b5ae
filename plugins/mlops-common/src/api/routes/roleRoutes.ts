import { z } from 'zod';
import { nameSchema } from '../../definition/names';
import * as permissions from '../../permissions/permissions';
import { OBJECT_KINDS, ROLE_KINDS } from '../../permissions/grants';
import { route } from '../RouteContract';
import * as s from '../schemas';
import { several } from './parts';

const byRole = z.object({ role: z.string().min(1).max(253) });
const byMember = byRole.extend({ member: s.memberRefSchema });
const search = z.string().max(200).optional();
const title = z.string().trim().min(1).max(100);
const description = z.string().trim().max(500).nullable().default(null);

/** Who may do what. */
export const roleRoutes = {
  listRoles: route({
    method: 'get',
    path: '/roles',
    summary: 'Roles by kind and name',
    permission: permissions.roleReadPermission,
    query: s.pageQuerySchema.extend({
      search,
      kind: several(z.enum(ROLE_KINDS)).optional(),
    }),
    status: 200,
    response: s.listSchema(s.roleSchema),
  }),
  getRole: route({
    method: 'get',
    path: '/roles/{role}',
    summary: 'One role with its grants',
    permission: permissions.roleReadPermission,
    params: byRole,
    status: 200,
    response: s.roleDetailSchema,
  }),
  createRole: route({
    method: 'post',
    path: '/roles',
    summary: 'A role of one’s own, without grants or as a copy',
    permission: permissions.roleCreatePermission,
    body: z.object({
      name: nameSchema,
      title,
      description,
      /** Name of a role whose grants it begins with. */
      copyOf: z.string().max(253).optional(),
    }),
    status: 201,
    response: z.object({ name: z.string() }),
  }),
  updateRole: route({
    method: 'put',
    path: '/roles/{role}',
    summary: 'Title and description',
    permission: permissions.roleUpdatePermission,
    params: byRole,
    body: z.object({ title, description }),
    status: 204,
  }),
  deleteRole: route({
    method: 'delete',
    path: '/roles/{role}',
    summary: 'Remove a role of one’s own; its members lose what it granted',
    permission: permissions.roleDeletePermission,
    params: byRole,
    status: 204,
  }),
  setRoleGrants: route({
    method: 'put',
    path: '/roles/{role}/grants',
    summary:
      'All grants of a role at once; they count from the next request on',
    permission: permissions.roleUpdatePermission,
    params: byRole,
    body: z.object({
      grants: z.array(s.grantSchema).max(500),
      /** Of the role when it was read; another one is refused with 409. */
      version: z.int(),
    }),
    status: 200,
    response: s.roleDetailSchema,
  }),
  listRoleMembers: route({
    method: 'get',
    path: '/roles/{role}/members',
    summary: 'Members of a role by name',
    permission: permissions.roleReadPermission,
    params: byRole,
    query: s.pageQuerySchema.extend({ search }),
    status: 200,
    response: s.listSchema(s.roleMemberSchema),
  }),
  addRoleMember: route({
    method: 'put',
    path: '/roles/{role}/members/{member}',
    summary: 'Give a role to a user, a group or a script; idempotent',
    permission: permissions.roleUpdatePermission,
    params: byMember,
    status: 204,
  }),
  removeRoleMember: route({
    method: 'delete',
    path: '/roles/{role}/members/{member}',
    summary: 'Take a role away; the last administrator stays',
    permission: permissions.roleUpdatePermission,
    params: byMember,
    status: 204,
  }),
  listUsers: route({
    method: 'get',
    path: '/users',
    summary: 'Everybody who has signed in, with roles and project groups',
    permission: permissions.userReadPermission,
    query: s.pageQuerySchema.extend({ search }),
    status: 200,
    response: s.listSchema(s.userSchema),
  }),
  explain: route({
    method: 'get',
    path: '/explain',
    summary: 'Why a person may, or may not, do something',
    permission: permissions.roleReadPermission,
    query: z.object({
      user: s.memberRefSchema,
      permission: z.string().max(100),
      /** The kind that the permission is about; another one is refused. */
      objectKind: z.enum(OBJECT_KINDS).optional(),
      /** Name of a project group, or id. */
      objectId: z.string().max(63).optional(),
    }),
    status: 200,
    response: s.explanationSchema,
  }),
  listAuditRecords: route({
    method: 'get',
    path: '/audit',
    summary: 'Changes of who may do what, newest first',
    permission: permissions.auditReadPermission,
    query: s.pageQuerySchema.extend({
      subjectKind: z.enum(s.AUDITED_SUBJECTS).optional(),
      subject: z.string().max(253).optional(),
      /** Who changed it, or whom it was about; an entity ref, or `external:…` of a script. */
      person: z.string().max(253).optional(),
      /** Part of what was changed, or of who changed it. */
      search,
    }),
    status: 200,
    response: s.listSchema(s.auditRecordSchema),
  }),
} as const;
