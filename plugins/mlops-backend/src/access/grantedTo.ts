import type { Knex } from 'knex';
import {
  ADMIN_ROLE,
  type Grant,
  type Granted,
} from '@mlops/plugin-mlops-common';
import { liveMembers } from '../store/projectMembers';
import type { RoleGrantRow } from '../store/roles';

/**
 * What a person or a script was granted, read anew at every question.
 *
 * @param subject - entity ref of the person, or subject of the service
 * @param refs - the subject, and the groups that speak for it
 */
export async function grantedTo(
  db: Knex,
  subject: string,
  refs: readonly string[],
): Promise<Granted> {
  const members = [...new Set([subject, ...refs])];
  const [grants, memberships, projectGrants] = await Promise.all([
    db('role_members')
      .leftJoin('role_grants', 'role_grants.role', 'role_members.role')
      .whereIn('role_members.member', members)
      .select<Array<Nullable<RoleGrantRow>>>(
        'role_members.role',
        'role_grants.permission',
        'role_grants.scope',
      ),
    liveMembers(db).whereIn('member', members).select('project', 'role'),
    db('role_grants')
      .join('roles', 'roles.name', 'role_grants.role')
      .where('roles.kind', 'project')
      .select<RoleGrantRow[]>('role', 'permission', 'scope'),
  ]);
  return {
    subject,
    isAdministrator: grants.some(({ role }) => role === ADMIN_ROLE),
    grants: grants.flatMap(({ permission, scope }): Grant[] =>
      permission === null ? [] : [{ permission, scope }],
    ),
    projects: memberships.map(({ project, role }) => ({
      name: project,
      grants: projectGrants.filter(grant => grant.role === role),
    })),
  };
}

/** A row of an outer join: all of the grant, or nothing of it. */
type Nullable<Row extends { role: string }> =
  | Row
  | { role: string; permission: null; scope: null };
