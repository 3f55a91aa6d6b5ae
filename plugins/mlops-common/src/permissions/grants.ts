import {
  mlopsPermissions,
  PIPELINE_RESOURCE,
  PROJECT_RESOURCE,
  RUN_RESOURCE,
  type MlopsPermission,
} from './permissions';
import { portalPermissions } from './portalPermissions';

/**
 * How far a grant reaches: to what the person made, to what belongs to their project groups, or to everything.
 *
 * @public
 */
export const SCOPES = ['own', 'project', 'all'] as const;
/** @public */
export type Scope = (typeof SCOPES)[number];

/** That members of a role may do something, and how far. @public */
export interface Grant {
  /** Name of a permission. */
  permission: string;
  scope: Scope;
}

/** Roles that a person has everywhere, and roles that members have in one project group. @public */
export const ROLE_KINDS = ['builtin', 'personal', 'custom', 'project'] as const;
/** @public */
export type RoleKind = (typeof ROLE_KINDS)[number];

/** Role of administrators: everything, also what comes later. Its grants cannot be changed. @public */
export const ADMIN_ROLE = 'admin';
/** Role of everybody who has signed in. @public */
export const GAMMA_ROLE = 'gamma';

/** Roles of members in a project group, most powerful first. @public */
export const PROJECT_ROLES = ['creator', 'ops', 'dev'] as const;
/** @public */
export type ProjectRole = (typeof PROJECT_ROLES)[number];

/** Kinds of objects that permissions are about. @public */
export const OBJECT_KINDS = ['project', 'pipeline', 'run'] as const;
/** @public */
export type ObjectKind = (typeof OBJECT_KINDS)[number];

const KINDS_BY_RESOURCE: Readonly<Record<string, ObjectKind>> = {
  [PROJECT_RESOURCE]: 'project',
  [PIPELINE_RESOURCE]: 'pipeline',
  [RUN_RESOURCE]: 'run',
};

/** A line of the matrix of the Security page. @public */
export interface GrantablePermission {
  name: string;
  /** For example `pipeline`, or `catalog` of the portal. */
  module: string;
  /** For example `read`; what comes after the module. */
  verb: string;
  /** Scopes that a role of a person can have; the narrowest first. */
  scopes: readonly Scope[];
  /** Scopes that a role of members of a project group can have. */
  projectScopes: readonly Scope[];
  /** What it is asked about; `null`: about nothing in particular. */
  objectKind: ObjectKind | null;
}

/** Everything that roles can grant, in the order of the matrix. @public */
export const grantablePermissions: readonly GrantablePermission[] = [
  ...mlopsPermissions.map(permission => {
    const owned = permission.type === 'resource';
    return {
      ...partsOf(permission.name.replace(/^mlops\./, '')),
      name: permission.name,
      scopes: owned ? SCOPES : (['all'] as const),
      projectScopes: owned ? (['own', 'project'] as const) : [],
      objectKind: objectKindOf(permission),
    };
  }),
  ...portalPermissions.map(name => ({
    ...partsOf(name),
    name,
    scopes: ['all'] as const,
    projectScopes: [],
    objectKind: null,
  })),
];

/** Whether a role of that kind can have the grant. @public */
export function isGrantable(kind: RoleKind, grant: Grant): boolean {
  const known = grantablePermissions.find(
    ({ name }) => name === grant.permission,
  );
  const scopes = kind === 'project' ? known?.projectScopes : known?.scopes;
  return scopes?.includes(grant.scope) ?? false;
}

function objectKindOf(permission: MlopsPermission): ObjectKind | null {
  return permission.type === 'resource'
    ? KINDS_BY_RESOURCE[permission.resourceType] ?? null
    : null;
}

/** `page.home.view` → page, home.view; `pipeline.read` → pipeline, read. */
function partsOf(name: string): { module: string; verb: string } {
  const [module = name, ...verb] = name.split('.');
  return { module, verb: verb.join('.') };
}
