import {
  createPermission,
  type BasicPermission,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';

type Action = 'create' | 'read' | 'update' | 'delete';

/** What belongs to a project group, or is one. @public */
export const PROJECT_RESOURCE = 'mlops-project';
/** @public */
export const PIPELINE_RESOURCE = 'mlops-pipeline';
/** @public */
export const RUN_RESOURCE = 'mlops-run';

/** One permission per verb and module; objects never get names of their own. @public */
export const homePagePermission = basic('page.home.view', 'read');
/** @public */
export const pipelinesPagePermission = basic('page.pipelines.view', 'read');
/** @public */
export const runsPagePermission = basic('page.runs.view', 'read');
/** @public */
export const projectsPagePermission = basic('page.projects.view', 'read');
/** @public */
export const securityPagePermission = basic('page.security.view', 'read');
/** @public */
export const nodesPagePermission = basic('page.nodes.view', 'read');

/** To know that it exists, and what it is for. @public */
export const projectReadPermission = project('project.read', 'read');
/** @public */
export const projectCreatePermission = basic('project.create', 'create');
/** Title and description. @public */
export const projectUpdatePermission = project('project.update', 'update');
/** @public */
export const projectDeletePermission = project('project.delete', 'delete');
/** To ask for membership. @public */
export const projectJoinPermission = project('project.join', 'update');
/** @public */
export const memberReadPermission = project('member.read', 'read');
/** To add, change and remove members, and to answer those who ask. @public */
export const memberUpdatePermission = project('member.update', 'update');
/** Placement and mounts of a project group. @public */
export const settingReadPermission = project('setting.read', 'read');
/** @public */
export const settingUpdatePermission = project('setting.update', 'update');
/** What the runs of a project group may use together, and what they use. @public */
export const quotaReadPermission = project('quota.read', 'read');
/** @public */
export const quotaUpdatePermission = project('quota.update', 'update');

/** @public */
export const categoryReadPermission = basic('category.read', 'read');
/** @public */
export const jobTemplateReadPermission = basic('job-template.read', 'read');

/** @public */
export const pipelineReadPermission = pipeline('pipeline.read', 'read');
/** Asked of the project group that is to own it. @public */
export const pipelineCreatePermission = project('pipeline.create', 'create');
/** @public */
export const pipelineUpdatePermission = pipeline('pipeline.update', 'update');
/** @public */
export const pipelineDeletePermission = pipeline('pipeline.delete', 'delete');
/** @public */
export const pipelineRunPermission = pipeline('pipeline.run', 'update');

/** @public */
export const runReadPermission = run('run.read', 'read');
/** @public */
export const runStopPermission = run('run.stop', 'update');
/** @public */
export const runClearPermission = run('run.clear', 'update');
/** @public */
export const runDeletePermission = run('run.delete', 'delete');
/** @public */
export const logReadPermission = run('log.read', 'read');
/** A shell beside a running task: to see and do all that the task can. @public */
export const terminalUsePermission = run('terminal.use', 'update');

/** Roles with their grants and members, and why a person may do something. @public */
export const roleReadPermission = basic('role.read', 'read');
/** @public */
export const roleCreatePermission = basic('role.create', 'create');
/** Grants and members. Whoever has it can give themselves everything. @public */
export const roleUpdatePermission = basic('role.update', 'update');
/** @public */
export const roleDeletePermission = basic('role.delete', 'delete');
/** Everybody who has signed in, with their roles and project groups. @public */
export const userReadPermission = basic('user.read', 'read');
/** @public */
export const auditReadPermission = basic('audit.read', 'read');

/** Machines of clusters, and whose work is on them, of all project groups. @public */
export const nodeReadPermission = basic('node.read', 'read');
/** Which work is put on which machine. @public */
export const nodeUpdatePermission = basic('node.update', 'update');

/**
 * The question whether something may be done anywhere at all, for what shows or hides a way to it.
 *
 * @public
 */
export function anywhere({
  name,
  attributes,
}: MlopsPermission): BasicPermission {
  return createPermission({ name, attributes });
}

/** A permission of the suite. @public */
export type MlopsPermission = BasicPermission | ResourcePermission;

/** Every permission of the suite, in the order of the Security page. @public */
export const mlopsPermissions: readonly MlopsPermission[] = [
  homePagePermission,
  pipelinesPagePermission,
  runsPagePermission,
  projectsPagePermission,
  securityPagePermission,
  nodesPagePermission,
  projectReadPermission,
  projectCreatePermission,
  projectUpdatePermission,
  projectDeletePermission,
  projectJoinPermission,
  memberReadPermission,
  memberUpdatePermission,
  settingReadPermission,
  settingUpdatePermission,
  quotaReadPermission,
  quotaUpdatePermission,
  categoryReadPermission,
  jobTemplateReadPermission,
  pipelineReadPermission,
  pipelineCreatePermission,
  pipelineUpdatePermission,
  pipelineDeletePermission,
  pipelineRunPermission,
  runReadPermission,
  runStopPermission,
  runClearPermission,
  runDeletePermission,
  logReadPermission,
  terminalUsePermission,
  roleReadPermission,
  roleCreatePermission,
  roleUpdatePermission,
  roleDeletePermission,
  userReadPermission,
  auditReadPermission,
  nodeReadPermission,
  nodeUpdatePermission,
];

function basic(name: string, action: Action): BasicPermission {
  return createPermission({ name: `mlops.${name}`, attributes: { action } });
}

function project(name: string, action: Action) {
  return owned(name, action, PROJECT_RESOURCE);
}

function pipeline(name: string, action: Action) {
  return owned(name, action, PIPELINE_RESOURCE);
}

function run(name: string, action: Action) {
  return owned(name, action, RUN_RESOURCE);
}

function owned<T extends string>(
  name: string,
  action: Action,
  resourceType: T,
): ResourcePermission<T> {
  return createPermission({
    name: `mlops.${name}`,
    attributes: { action },
    resourceType,
  });
}
