import * as p from './permissions';
import {
  ADMIN_ROLE,
  GAMMA_ROLE,
  grantablePermissions,
  PROJECT_ROLES,
  type Grant,
  type ProjectRole,
  type Scope,
} from './grants';

type Permissions = readonly { name: string }[];

const GAMMA: readonly Grant[] = [
  ...grant('all', [
    p.homePagePermission,
    p.pipelinesPagePermission,
    p.runsPagePermission,
    p.projectsPagePermission,
    // Groups are in the catalog, and one asks to join what one can see; what they do and own is another matter.
    p.projectReadPermission,
    p.projectJoinPermission,
    p.categoryReadPermission,
    p.jobTemplateReadPermission,
  ]),
  ...[
    'catalog.entity.read',
    'catalog.location.read',
    'scaffolder.action.execute',
    'scaffolder.template.parameter.read',
    'scaffolder.template.step.read',
    'scaffolder.task.create',
    // Those of the person; see the policy.
    'scaffolder.task.read',
    'scaffolder.task.cancel',
  ].map(permission => ({ permission, scope: 'all' as const })),
];

const DEV: readonly Grant[] = [
  ...grant('project', [
    p.projectReadPermission,
    p.memberReadPermission,
    p.settingReadPermission,
    p.quotaReadPermission,
    p.pipelineReadPermission,
    p.pipelineCreatePermission,
    p.pipelineRunPermission,
    p.runReadPermission,
    p.logReadPermission,
  ]),
  ...grant('own', [
    p.pipelineUpdatePermission,
    p.pipelineDeletePermission,
    p.runStopPermission,
    p.runClearPermission,
    p.runDeletePermission,
    p.terminalUsePermission,
  ]),
];

const OPS: readonly Grant[] = [
  ...DEV.map(({ permission }) => ({ permission, scope: 'project' as const })),
];

const CREATOR: readonly Grant[] = [
  ...OPS,
  ...grant('project', [
    p.projectUpdatePermission,
    p.projectDeletePermission,
    p.memberUpdatePermission,
  ]),
];

/** Grants that the roles of the suite begin with; administrators may change them, those of `admin` excepted. @public */
export const defaultGrants: Readonly<Record<string, readonly Grant[]>> = {
  [ADMIN_ROLE]: grant('all', grantablePermissions),
  [GAMMA_ROLE]: GAMMA,
  ...({ creator: CREATOR, ops: OPS, dev: DEV } satisfies Record<
    ProjectRole,
    readonly Grant[]
  >),
};

/** Whether it is the name of a role in project groups. @public */
export function isProjectRole(name: string): name is ProjectRole {
  return PROJECT_ROLES.some(role => role === name);
}

function grant(scope: Scope, permissions: Permissions): Grant[] {
  return permissions.map(({ name }) => ({ permission: name, scope }));
}
