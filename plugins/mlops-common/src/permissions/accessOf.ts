import type { Access, Criteria } from './Criteria';
import { grantablePermissions, type Grant } from './grants';

const everything: Record<string, Access> = Object.fromEntries(
  grantablePermissions.map(({ name }) => [name, true]),
);

/** What a person was granted, by roles of their own and as a member of project groups. @public */
export interface Granted {
  /** Entity ref of the person, or the subject of a script. */
  subject: string;
  /** Has the role of administrators, which grants everything. */
  isAdministrator: boolean;
  /** Grants of the person's roles. */
  grants: readonly Grant[];
  /** Project groups of which the person is a member, with the grants of the role there. */
  projects: readonly { name: string; grants: readonly Grant[] }[];
}

/** On which objects each permission may be used; a permission that is absent may not be used at all. @public */
export function accessOf(granted: Granted): Record<string, Access> {
  const { subject, isAdministrator, grants, projects } = granted;
  if (isAdministrator) return everything;
  const memberOf = projects.map(({ name }) => name);
  const alternatives = new Map<string, Access[]>();
  const add = (permission: string, access: Access) => {
    const all = alternatives.get(permission) ?? [];
    all.push(access);
    alternatives.set(permission, all);
  };
  for (const { permission, scope } of grants) {
    if (scope === 'all') add(permission, true);
    else if (scope === 'own') add(permission, ownedBy(subject));
    else if (memberOf.length > 0) add(permission, inProjects(memberOf));
  }
  for (const [permission, names] of projectsOf(projects, 'project')) {
    add(permission, inProjects(names));
  }
  for (const [permission, names] of projectsOf(projects, 'own')) {
    add(permission, { allOf: [ownedBy(subject), inProjects(names)] });
  }
  return Object.fromEntries(
    [...alternatives].map(([permission, all]) => [permission, anyOf(all)]),
  );
}

/** Names of the project groups whose role grants each permission with that scope. */
function projectsOf(
  projects: Granted['projects'],
  scope: Grant['scope'],
): Map<string, string[]> {
  const names = new Map<string, string[]>();
  for (const { name, grants } of projects) {
    for (const grant of grants) {
      if (grant.scope !== scope) continue;
      const known = names.get(grant.permission) ?? [];
      if (!known.includes(name)) known.push(name);
      names.set(grant.permission, known);
    }
  }
  return names;
}

function anyOf(all: readonly Access[]): Access {
  const narrow: Criteria[] = [];
  for (const access of all) {
    if (access === true) return true;
    narrow.push(access);
  }
  return narrow.length === 1 ? narrow[0] : { anyOf: narrow };
}

function ownedBy(owner: string): Criteria {
  return { rule: 'IS_OWNER', params: { owners: [owner] } };
}

function inProjects(projects: string[]): Criteria {
  return { rule: 'IN_PROJECT', params: { projects } };
}
