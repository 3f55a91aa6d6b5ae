import {
  ADMIN_ROLE,
  defaultGrants,
  type ExplainedGrant,
  type Explanation,
} from '@mlops/plugin-mlops-common';
import type { Grounds, RoleGrant } from './Grounds';

type Asked = Grounds & Pick<Explanation, 'user' | 'permission' | 'object'>;

/** Why a person may, or may not, do something: every role that grants it, and whether it reaches the object. */
export function explain(asked: Asked): Explanation {
  const { user, permission, object, known } = asked;
  const able = grantsOf(asked).filter(grant => grant.permission === permission);
  const held = able.flatMap(grant => holdings(grant, asked));
  return {
    allowed: held.some(({ applies }) => applies),
    known,
    user,
    permission,
    object,
    grants: [...held].sort((a, b) => Number(b.applies) - Number(a.applies)),
    otherRoles: able.flatMap(grant => otherWay(grant, asked)),
  };
}

/** Those of `admin` are stored nowhere. */
function grantsOf({ grants }: Grounds): RoleGrant[] {
  const ofAdmin = { role: ADMIN_ROLE, roleTitle: ADMIN_ROLE } as const;
  return [
    ...defaultGrants[ADMIN_ROLE].map(grant => ({
      ...grant,
      ...ofAdmin,
      roleKind: 'builtin' as const,
    })),
    ...grants,
  ];
}

/** How the person comes to a grant: by the role itself, or in each project group where they have it. */
function holdings(grant: RoleGrant, asked: Asked): ExplainedGrant[] {
  const { roles, projects } = asked;
  const { role, roleTitle, roleKind, scope } = grant;
  const through = (member: string, project: string | null) => ({
    role,
    roleTitle,
    roleKind,
    scope,
    member,
    project,
    ...reach(grant, project, asked),
  });
  return roleKind === 'project'
    ? projects
        .filter(one => one.role === role)
        .map(({ member, project }) => through(member, project))
    : roles
        .filter(one => one.role === role)
        .map(({ member }) => through(member, null));
}

/**
 * The role of a grant, if it would allow what was asked and the person does not have it there. A role of members
 * of project groups counts in the group of the object only, so it is offered there, whatever they are elsewhere.
 */
function otherWay(grant: RoleGrant, asked: Asked): Explanation['otherRoles'] {
  const { role, roleTitle, roleKind, scope } = grant;
  const { object, roles, projects } = asked;
  if (roleKind === 'personal') return [];
  const inProject = roleKind === 'project';
  const project = inProject ? object?.project ?? null : null;
  if (inProject && object !== null && project === null) return [];
  const isHeld = inProject
    ? projects.some(
        one =>
          one.role === role && (object === null || one.project === project),
      )
    : roles.some(one => one.role === role);
  if (isHeld || !reach(grant, project, asked).applies) return [];
  return [{ role, roleTitle, roleKind, scope, project }];
}

/** Whether a grant reaches the object, as `accessOf` decides it. */
function reach(
  { scope }: RoleGrant,
  project: string | null,
  { object, user, projects }: Asked,
): Pick<ExplainedGrant, 'applies' | 'because'> {
  if (scope === 'all') return { applies: true, because: 'everything' };
  if (object === null) return { applies: true, because: 'no-object' };
  const inside =
    project === null
      ? projects.some(one => one.project === object.project)
      : project === object.project;
  const own = object.createdBy === user;
  if (scope === 'project') {
    return {
      applies: inside,
      because: inside ? 'in-project' : 'not-in-project',
    };
  }
  if (project !== null && !inside) {
    return { applies: false, because: 'not-in-project' };
  }
  return { applies: own, because: own ? 'own' : 'not-own' };
}
