import type { Knex } from 'knex';
import type { ProjectRequest } from '@mlops/plugin-mlops-common';
import { instant, iso, type BigIntColumn } from './columns';

export interface ProjectRequestRow {
  project: string;
  member: string;
  message: string | null;
  asked_at: BigIntColumn;
}

/** Oldest first. */
export async function listProjectRequestRows(
  db: Knex,
  project: string,
  page: { limit: number; after?: readonly (string | number)[] },
): Promise<ProjectRequestRow[]> {
  const query = db<ProjectRequestRow>('project_requests').where({ project });
  if (page.after)
    query.whereRaw('(asked_at, member) > (?, ?)', [...page.after]);
  return query.orderBy(['asked_at', 'member']).limit(page.limit);
}

export function toProjectRequest(row: ProjectRequestRow): ProjectRequest {
  return {
    member: row.member,
    message: row.message,
    askedAt: iso(instant(row.asked_at)),
  };
}
