import type { Knex } from 'knex';
import type { RoleMember } from '@mlops/plugin-mlops-common';
import { instant, iso, type BigIntColumn } from './columns';
import { whereContains } from './whereNameContains';

export interface RoleMemberRow {
  role: string;
  member: string;
  source: RoleMember['source'];
  added_by: string | null;
  added_at: BigIntColumn | null;
}

export async function listRoleMemberRows(
  db: Knex,
  role: string,
  filter: { search?: string },
  page: { limit: number; after?: string },
): Promise<RoleMemberRow[]> {
  const query = db<RoleMemberRow>('role_members').where({ role });
  if (filter.search) whereContains(query, 'member', filter.search);
  if (page.after !== undefined) query.where('member', '>', page.after);
  return query.orderBy('member').limit(page.limit);
}

export function toRoleMember(row: RoleMemberRow): RoleMember {
  return {
    member: row.member,
    source: row.source,
    addedBy: row.added_by,
    addedAt: iso(instant(row.added_at)),
  };
}
