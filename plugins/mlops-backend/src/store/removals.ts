import type { Knex } from 'knex';
import type { Access, RetentionRemoval } from '@mlops/plugin-mlops-common';
import { instant, iso, type BigIntColumn } from './columns';
import { whereAccess } from './whereAccess';

/** What retention removed. It outlives what it speaks of. */
export interface RemovalRow {
  id: string;
  at: BigIntColumn;
  what: RetentionRemoval['what'];
  subject: string;
  title: string;
  project: string | null;
  bytes: BigIntColumn;
  reason: string;
  dry_run: boolean;
}

/** Newest first. */
export async function listRemovalRows(
  db: Knex,
  filter: { what?: readonly RemovalRow['what'][] },
  access: Access,
  page: { limit: number; before?: string },
): Promise<RemovalRow[]> {
  const query = db<RemovalRow>('retention_removals');
  whereAccess(query, access, { project: 'project' });
  if (filter.what) query.whereIn('what', [...filter.what]);
  if (page.before !== undefined) query.where('id', '<', page.before);
  return query.orderBy('id', 'desc').limit(page.limit);
}

export async function addRemoval(db: Knex, row: RemovalRow): Promise<void> {
  await db<RemovalRow>('retention_removals').insert(row);
}

/** What the last dry run said, and what is so old that nobody asks any more. */
export async function dropOldRemovals(db: Knex, before: number): Promise<void> {
  await db<RemovalRow>('retention_removals')
    .where({ dry_run: true })
    .orWhere('at', '<', before)
    .delete();
}

export function toRemoval(row: RemovalRow): RetentionRemoval {
  return {
    id: row.id,
    at: iso(instant(row.at)),
    what: row.what,
    subject: row.subject,
    title: row.title,
    project: row.project,
    bytes: Number(row.bytes),
    reason: row.reason,
    dryRun: Boolean(row.dry_run),
  };
}
