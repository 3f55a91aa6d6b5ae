import type { Knex } from 'knex';
import {
  PROJECT_ROLES,
  type ProjectMember,
  type ProjectRole,
} from '@mlops/plugin-mlops-common';
import { instant, iso, type BigIntColumn } from './columns';
import { whereContains } from './whereNameContains';

/** Catalog and portal may both name a member; then there are two rows, and the more powerful role counts. */
export interface ProjectMemberRow {
  project: string;
  member: string;
  source: ProjectMember['source'];
  role: ProjectRole;
  added_by: string | null;
  added_at: BigIntColumn | null;
}

/** Memberships that count: those of a group that is gone from the catalog rest until it is back. */
export function liveMembers(db: Knex) {
  return db<ProjectMemberRow>('project_members').whereNotIn(
    'project',
    db('projects').whereNotNull('gone_at').select('name'),
  );
}

/** Names of members, ascending, each once. */
export async function listProjectMembers(
  db: Knex,
  project: string,
  filter: { search?: string },
  page: { limit: number; after?: string },
): Promise<ProjectMember[]> {
  const names = db<ProjectMemberRow>('project_members')
    .where({ project })
    .distinct('member')
    .orderBy('member')
    .limit(page.limit);
  if (filter.search) whereContains(names, 'member', filter.search);
  if (page.after !== undefined) names.where('member', '>', page.after);
  const rows = await db<ProjectMemberRow>('project_members')
    .where({ project })
    .whereIn('member', db.select('member').from(names.as('page')))
    .orderBy(['member', 'source']);
  const members = new Map<string, ProjectMember>();
  for (const row of rows) {
    const known = members.get(row.member);
    const one = toProjectMember(row);
    members.set(row.member, known ? merged(known, one) : one);
  }
  return [...members.values()];
}

/** How many members each project group has. */
export async function memberCounts(
  db: Knex,
  projects: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db('project_members')
    .whereIn('project', [...projects])
    .groupBy('project')
    .select('project')
    .countDistinct<Array<{ project: string; count: number | string }>>(
      'member as count',
    );
  return new Map(rows.map(({ project, count }) => [project, Number(count)]));
}

/** The role that a person has in each project group, by themselves or by a group. */
export async function effectiveRoles(
  db: Knex,
  projects: readonly string[],
  refs: readonly string[],
): Promise<Map<string, ProjectRole>> {
  const rows = await liveMembers(db)
    .whereIn('project', [...projects])
    .whereIn('member', [...refs])
    .select('project', 'role');
  const roles = new Map<string, ProjectRole>();
  for (const { project, role } of rows) {
    roles.set(project, stronger(roles.get(project) ?? role, role));
  }
  return roles;
}

/** The more powerful of two roles. */
function stronger(a: ProjectRole, b: ProjectRole): ProjectRole {
  return PROJECT_ROLES.indexOf(a) <= PROJECT_ROLES.indexOf(b) ? a : b;
}

function toProjectMember(row: ProjectMemberRow): ProjectMember {
  return {
    member: row.member,
    role: row.role,
    source: row.source,
    addedBy: row.added_by,
    addedAt: iso(instant(row.added_at)),
  };
}

/** What the portal adds can be changed here, so that it is what the page shows. */
function merged(a: ProjectMember, b: ProjectMember): ProjectMember {
  const portal = a.source === 'portal' ? a : b;
  return { ...portal, role: stronger(a.role, b.role) };
}
