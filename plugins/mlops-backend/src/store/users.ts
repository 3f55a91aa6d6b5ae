import type { Knex } from 'knex';
import {
  PROJECT_ROLES,
  type ProjectRole,
  type User,
} from '@mlops/plugin-mlops-common';
import { instant, iso, type BigIntColumn } from './columns';
import { whereContains } from './whereNameContains';

export interface UserRow {
  entity_ref: string;
  first_seen_at: BigIntColumn;
  seen_at: BigIntColumn;
}

export async function isKnownUser(
  db: Knex,
  entityRef: string,
): Promise<boolean> {
  const row = await db<UserRow>('users')
    .where({ entity_ref: entityRef })
    .first('entity_ref');
  return row !== undefined;
}

/** Remembers that a person who is known was here. */
export async function rememberVisit(
  db: Knex,
  entityRef: string,
  now: number,
): Promise<void> {
  await db<UserRow>('users')
    .where({ entity_ref: entityRef })
    .update({ seen_at: now });
}

export async function listUserRows(
  db: Knex,
  filter: { search?: string },
  page: { limit: number; after?: string },
): Promise<UserRow[]> {
  const query = db<UserRow>('users');
  if (filter.search) whereContains(query, 'entity_ref', filter.search);
  if (page.after !== undefined) query.where('entity_ref', '>', page.after);
  return query.orderBy('entity_ref').limit(page.limit);
}

/** Rows as the wire has them; two queries however many they are. */
export async function toUsers(
  db: Knex,
  rows: readonly UserRow[],
): Promise<User[]> {
  const refs = rows.map(row => row.entity_ref);
  const [roles, projects] = await Promise.all([
    db<{ role: string; member: string }>('role_members')
      .whereIn('member', refs)
      .orderBy('role'),
    db<{ project: string; member: string; role: ProjectRole }>(
      'project_members',
    )
      .whereIn('member', refs)
      .orderBy('project'),
  ]);
  return rows.map(row => ({
    entityRef: row.entity_ref,
    firstSeenAt: iso(instant(row.first_seen_at)),
    seenAt: iso(instant(row.seen_at)),
    roles: roles
      .filter(({ member }) => member === row.entity_ref)
      .map(({ role }) => role),
    projects: strongest(
      projects.filter(({ member }) => member === row.entity_ref),
    ),
  }));
}

/** Catalog and portal may both name a member; the more powerful role counts. */
function strongest(
  rows: readonly { project: string; role: ProjectRole }[],
): User['projects'] {
  const roles = new Map<string, ProjectRole>();
  for (const { project, role } of rows) {
    const known = roles.get(project);
    if (!known || PROJECT_ROLES.indexOf(role) < PROJECT_ROLES.indexOf(known)) {
      roles.set(project, role);
    }
  }
  return [...roles].map(([name, role]) => ({ name, role }));
}
