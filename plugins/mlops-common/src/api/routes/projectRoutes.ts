import { z } from 'zod';
import { nameSchema } from '../../definition/names';
import * as permissions from '../../permissions/permissions';
import { quotaSchema } from '../../quota/Quota';
import { route } from '../RouteContract';
import * as s from '../schemas';
import { yesOrNo } from './parts';

const byProject = z.object({ project: nameSchema });
const byMember = byProject.extend({ member: s.memberRefSchema });
const reads = permissions.projectReadPermission;
const title = z.string().trim().min(1).max(100);
const description = z.string().trim().max(1_000).nullable().default(null);
const search = z.string().max(200).optional();

/** What work belongs to. */
export const projectRoutes = {
  listProjects: route({
    method: 'get',
    path: '/projects',
    summary: 'Project groups by name',
    permission: permissions.projectReadPermission,
    query: s.pageQuerySchema.extend({
      search,
      /** Only those of which whoever asks is a member. */
      mine: yesOrNo.optional(),
    }),
    status: 200,
    response: s.listSchema(s.projectSchema),
  }),
  getProject: route({
    method: 'get',
    path: '/projects/{project}',
    summary: 'One project group',
    permission: permissions.projectReadPermission,
    params: byProject,
    status: 200,
    response: s.projectSchema,
  }),
  createProject: route({
    method: 'post',
    path: '/projects',
    summary: 'Make a project group; whoever makes it becomes its creator',
    permission: permissions.projectCreatePermission,
    body: z.object({ name: nameSchema, title, description }),
    status: 201,
    response: z.object({ name: z.string() }),
  }),
  updateProject: route({
    method: 'put',
    path: '/projects/{project}',
    summary: 'Title and description of a project group that was made here',
    permission: permissions.projectUpdatePermission,
    reads,
    params: byProject,
    body: z.object({ title, description }),
    status: 204,
  }),
  deleteProject: route({
    method: 'delete',
    path: '/projects/{project}',
    summary: 'Remove a project group that was made here and owns nothing',
    permission: permissions.projectDeletePermission,
    reads,
    params: byProject,
    status: 204,
  }),
  getProjectSettings: route({
    method: 'get',
    path: '/projects/{project}/settings',
    summary: 'Placement and mounts',
    permission: permissions.settingReadPermission,
    reads,
    params: byProject,
    status: 200,
    response: s.projectSettingsSchema,
  }),
  updateProjectSettings: route({
    method: 'put',
    path: '/projects/{project}/settings',
    summary: 'Set placement and mounts; they count for the next run',
    permission: permissions.settingUpdatePermission,
    reads,
    params: byProject,
    body: z.object({ expand: s.projectExpandSchema }),
    status: 204,
  }),
  getProjectQuota: route({
    method: 'get',
    path: '/projects/{project}/quota',
    summary: 'What the runs of a project group may use together, and use',
    permission: permissions.quotaReadPermission,
    reads,
    params: byProject,
    status: 200,
    response: s.projectQuotaSchema,
  }),
  updateProjectQuota: route({
    method: 'put',
    path: '/projects/{project}/quota',
    summary:
      'Set the quota of a project group, or give it the configured one; runs under way go on',
    permission: permissions.quotaUpdatePermission,
    reads,
    params: byProject,
    body: z.object({ quota: quotaSchema.nullable() }),
    status: 204,
  }),
  listProjectMembers: route({
    method: 'get',
    path: '/projects/{project}/members',
    summary: 'Members by name',
    permission: permissions.memberReadPermission,
    reads,
    params: byProject,
    query: s.pageQuerySchema.extend({ search }),
    status: 200,
    response: s.listSchema(s.projectMemberSchema),
  }),
  setProjectMember: route({
    method: 'put',
    path: '/projects/{project}/members/{member}',
    summary: 'Add a member or change their role; answers a request to join',
    permission: permissions.memberUpdatePermission,
    reads,
    params: byMember,
    body: z.object({ role: s.projectRoleSchema }),
    status: 204,
  }),
  removeProjectMember: route({
    method: 'delete',
    path: '/projects/{project}/members/{member}',
    summary: 'Remove a member; the last creator stays',
    permission: permissions.memberUpdatePermission,
    reads,
    params: byMember,
    status: 204,
  }),
  leaveProject: route({
    method: 'post',
    path: '/projects/{project}/leave',
    summary: 'Give up one’s own membership',
    permission: permissions.projectReadPermission,
    params: byProject,
    status: 204,
  }),
  askToJoinProject: route({
    method: 'post',
    path: '/projects/{project}/requests',
    summary: 'Ask to become a member',
    permission: permissions.projectJoinPermission,
    reads,
    params: byProject,
    body: z
      .object({ message: z.string().trim().max(500).nullable().default(null) })
      .prefault({}),
    status: 202,
  }),
  listProjectRequests: route({
    method: 'get',
    path: '/projects/{project}/requests',
    summary: 'Who has asked to join, oldest first',
    permission: permissions.memberUpdatePermission,
    reads,
    params: byProject,
    query: s.pageQuerySchema,
    status: 200,
    response: s.listSchema(s.projectRequestSchema),
  }),
  dismissProjectRequest: route({
    method: 'delete',
    path: '/projects/{project}/requests/{member}',
    summary: 'Refuse a request to join',
    permission: permissions.memberUpdatePermission,
    reads,
    params: byMember,
    status: 204,
  }),
  withdrawProjectRequest: route({
    method: 'delete',
    path: '/projects/{project}/requests',
    summary: 'Take back one’s own request to join',
    permission: permissions.projectReadPermission,
    params: byProject,
    status: 204,
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
