import type { Knex } from 'knex';
import {
  ADMIN_ROLE,
  defaultGrants,
  type Grant,
  type Role,
  type RoleKind,
} from '@mlops/plugin-mlops-common';
import { instant, iso, type BigIntColumn } from './columns';
import { whereNameContains } from './whereNameContains';

export interface RoleRow {
  name: string;
  title: string;
  description: string | null;
  kind: RoleKind;
  version: number;
  updated_at: BigIntColumn | null;
}

export interface RoleGrantRow {
  role: string;
  permission: string;
  scope: Grant['scope'];
}

/** By kind and name. */
export async function listRoleRows(
  db: Knex,
  filter: { search?: string; kind?: readonly RoleKind[] },
  page: { limit: number; after?: readonly (string | number)[] },
): Promise<RoleRow[]> {
  const query = db<RoleRow>('roles');
  if (filter.search) whereNameContains(query, filter.search);
  if (filter.kind) query.whereIn('kind', [...filter.kind]);
  if (page.after) query.whereRaw('(kind, name) > (?, ?)', [...page.after]);
  return query.orderBy(['kind', 'name']).limit(page.limit);
}

export async function findRoleRow(
  db: Knex,
  name: string,
): Promise<RoleRow | undefined> {
  return db<RoleRow>('roles').where({ name }).first();
}

/** Rows as the wire has them; two queries however many they are. */
export async function toRoles(
  db: Knex,
  rows: readonly RoleRow[],
): Promise<Role[]> {
  const names = rows.map(({ name }) => name);
  const [members, grants] = await Promise.all([
    countsOf(db, 'role_members', names),
    countsOf(db, 'role_grants', names),
  ]);
  // Members of project groups are counted where they are, in each project group.
  return rows.map(row => ({
    name: row.name,
    title: row.title,
    description: row.description,
    kind: row.kind,
    memberCount: members.get(row.name) ?? 0,
    grantCount:
      row.name === ADMIN_ROLE
        ? defaultGrants[ADMIN_ROLE].length
        : grants.get(row.name) ?? 0,
    version: row.version,
    updatedAt: iso(instant(row.updated_at)),
  }));
}

/** Grants of a role; those of `admin` are everything and stored nowhere. */
export async function grantsOfRole(db: Knex, role: string): Promise<Grant[]> {
  if (role === ADMIN_ROLE) return [...defaultGrants[ADMIN_ROLE]];
  const rows = await db<RoleGrantRow>('role_grants')
    .where({ role })
    .orderBy('permission');
  return rows.map(({ permission, scope }) => ({ permission, scope }));
}

async function countsOf(
  db: Knex,
  table: 'role_members' | 'role_grants',
  roles: readonly string[],
): Promise<Map<string, number>> {
  const rows = await db(table)
    .whereIn('role', [...roles])
    .groupBy('role')
    .select('role')
    .count<Array<{ role: string; count: number | string }>>('* as count');
  return new Map(rows.map(({ role, count }) => [role, Number(count)]));
}
