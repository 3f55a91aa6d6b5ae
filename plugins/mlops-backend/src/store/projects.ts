import type { Knex } from 'knex';
import {
  NO_QUOTA,
  projectExpandSchema,
  quotaSchema,
  type Access,
  type CompileProject,
  type Project,
  type ProjectExpand,
  type Quota,
} from '@mlops/plugin-mlops-common';
import { instant, iso, type BigIntColumn } from './columns';
import { effectiveRoles, memberCounts } from './projectMembers';
import { whereAccess } from './whereAccess';
import { whereNameContains } from './whereNameContains';

export interface ProjectRow {
  name: string;
  title: string;
  description: string | null;
  source: Project['source'];
  entity_ref: string;
  source_url: string | null;
  created_by: string | null;
  created_at: BigIntColumn | null;
  expand: string;
  /** JSON of a `Quota`; `null` is the configured one. */
  quota: string | null;
  /** Since when the catalog says nothing of it any more. */
  gone_at: BigIntColumn | null;
}

/** By name. */
export async function listProjectRows(
  db: Knex,
  filter: {
    search?: string;
    /** Only those of which one of these is a member. */
    members?: readonly string[];
  },
  access: Access,
  page: { limit?: number; after?: string } = {},
): Promise<ProjectRow[]> {
  const query = db<ProjectRow>('projects').orderBy('name');
  whereAccess(query, access, { project: 'name', createdBy: 'created_by' });
  if (filter.search) whereNameContains(query, filter.search);
  if (filter.members) {
    query.whereIn(
      'name',
      db('project_members')
        .whereIn('member', [...filter.members])
        .select('project'),
    );
  }
  if (page.after !== undefined) query.where('name', '>', page.after);
  if (page.limit !== undefined) query.limit(page.limit);
  return query;
}

export async function findProjectRow(
  db: Knex,
  name: string,
): Promise<ProjectRow | undefined> {
  return db<ProjectRow>('projects').where({ name }).first();
}

/** Settings of a project group; what is malformed was refused or left out when it was stored. */
export function expandOf({
  expand,
}: Pick<ProjectRow, 'expand'>): ProjectExpand {
  return projectExpandSchema.parse(JSON.parse(expand));
}

/** The quota that administrators gave a project group, or `null`; what an older version left out has no bound. */
export function storedQuota({
  quota,
}: Pick<ProjectRow, 'quota'>): Quota | null {
  return quota === null
    ? null
    : quotaSchema.parse({ ...NO_QUOTA, ...JSON.parse(quota) });
}

/** What the compiler needs of a project group. */
export function compileProjectOf(
  row: ProjectRow,
  quota: Quota,
): CompileProject {
  const { volume_mount, cluster, namespace, org } = expandOf(row);
  return {
    name: row.name,
    volumeMount: volume_mount ?? null,
    cluster: cluster ?? null,
    namespace: namespace ?? null,
    org: org ?? null,
    quota,
  };
}

/**
 * Rows as the wire has them; a fixed number of queries however many they are.
 *
 * @param mine - whoever asks, and the groups that speak for them
 */
export async function toProjects(
  db: Knex,
  rows: readonly ProjectRow[],
  mine: readonly string[],
): Promise<Project[]> {
  const names = rows.map(({ name }) => name);
  const [counts, roles, asked] = await Promise.all([
    memberCounts(db, names),
    effectiveRoles(db, names, mine),
    db('project_requests')
      .whereIn('project', names)
      .whereIn('member', [...mine])
      .pluck('project'),
  ]);
  return rows.map(row => ({
    name: row.name,
    title: row.title,
    description: row.description,
    source: row.source,
    entityRef: row.entity_ref,
    sourceUrl: row.source_url,
    createdBy: row.created_by,
    memberCount: counts.get(row.name) ?? 0,
    myRole: roles.get(row.name) ?? null,
    asked: asked.includes(row.name),
    goneSince: iso(instant(row.gone_at)),
  }));
}
