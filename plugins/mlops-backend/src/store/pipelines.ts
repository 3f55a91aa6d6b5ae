import type { Knex } from 'knex';
import {
  pipelineDocumentSchema,
  type Access,
  type Pipeline,
  type PipelineDocument,
} from '@mlops/plugin-mlops-common';
import { instant, iso, type BigIntColumn } from './columns';
import { lastRunsOf, medianDurations } from './pipelineHistory';
import { sourceFileOf } from './sourceFileOf';
import { templatesOfPipelines } from './pipelineTemplates';
import { whereAccess } from './whereAccess';
import { whereNameContains } from './whereNameContains';

export interface PipelineRow {
  id: string;
  name: string;
  title: string;
  description: string | null;
  project: string;
  source: Pipeline['source'];
  created_by: string | null;
  created_at: BigIntColumn;
  updated_at: BigIntColumn;
  revision: number;
  last_number: number;
  task_count: number;
  demo: boolean;
  img: string | null;
  archived: boolean;
  /** JSON of a `SourceFile`; only of what comes from Git. */
  source_file: string | null;
}

export interface RevisionRow {
  pipeline_id: string;
  revision: number;
  digest: string;
  document: string;
  created_by: string | null;
  created_at: BigIntColumn;
}

export type PipelineSort = 'name' | '-name' | 'updatedAt' | '-updatedAt';

export interface PipelineFilter {
  search?: string;
  project?: readonly string[];
  /** Name of a job template that they use. */
  template?: string;
  demo?: boolean;
  createdBy?: string;
}

export async function listPipelineRows(
  db: Knex,
  filter: PipelineFilter,
  access: Access,
  sort: PipelineSort,
  page: { limit: number; after?: readonly (string | number)[] },
): Promise<PipelineRow[]> {
  const query = db<PipelineRow>('pipelines').where({ archived: false });
  whereAccess(query, access, { project: 'project', createdBy: 'created_by' });
  if (filter.search) whereNameContains(query, filter.search);
  if (filter.project) query.whereIn('project', [...filter.project]);
  if (filter.template) {
    query.whereExists(
      db('pipeline_templates')
        .whereRaw('pipeline_id = pipelines.id')
        .where({ template: filter.template }),
    );
  }
  if (filter.demo !== undefined) query.where({ demo: filter.demo });
  if (filter.createdBy) query.where({ created_by: filter.createdBy });
  const column = sort.endsWith('name') ? 'name' : 'updated_at';
  const order = sort.startsWith('-') ? 'desc' : 'asc';
  if (page.after) {
    const beyond = order === 'asc' ? '>' : '<';
    query.whereRaw(`(${column}, id) ${beyond} (?, ?)`, [...page.after]);
  }
  return query
    .orderBy([
      { column, order },
      { column: 'id', order },
    ])
    .limit(page.limit);
}

/** The key by which `listPipelineRows` goes on behind a row. */
export function pipelineCursorKey(
  sort: PipelineSort,
  row: PipelineRow,
): [string | number, string] {
  return [sort.endsWith('name') ? row.name : instant(row.updated_at), row.id];
}

export async function findPipelineRow(
  db: Knex,
  id: string,
): Promise<PipelineRow | undefined> {
  return db<PipelineRow>('pipelines').where({ id, archived: false }).first();
}

/** Rows as the wire has them, with their history; a fixed number of queries however many they are. */
export async function toPipelines(
  db: Knex,
  rows: readonly PipelineRow[],
): Promise<Pipeline[]> {
  const ids = rows.map(({ id }) => id);
  const [lastRuns, medians, templates] = await Promise.all([
    lastRunsOf(db, ids),
    medianDurations(db, ids),
    templatesOfPipelines(db, ids),
  ]);
  return rows.map(row => ({
    id: row.id,
    name: row.name,
    title: row.title,
    description: row.description,
    project: row.project,
    source: row.source,
    sourceFile: sourceFileOf(row),
    createdBy: row.created_by,
    createdAt: iso(instant(row.created_at)),
    updatedAt: iso(instant(row.updated_at)),
    revision: row.revision,
    taskCount: row.task_count,
    templates: templates.get(row.id) ?? [],
    demo: Boolean(row.demo),
    img: row.img,
    lastRuns: lastRuns.get(row.id) ?? [],
    medianDurationMs: medians.get(row.id) ?? null,
  }));
}

export async function findRevision(
  db: Knex,
  pipelineId: string,
  revision: number,
): Promise<RevisionRow | undefined> {
  return db<RevisionRow>('pipeline_revisions')
    .where({ pipeline_id: pipelineId, revision })
    .first();
}

/** Newest first. */
export async function listRevisionRows(
  db: Knex,
  pipelineId: string,
  page: { limit: number; before?: number },
): Promise<RevisionRow[]> {
  const query = db<RevisionRow>('pipeline_revisions').where({
    pipeline_id: pipelineId,
  });
  if (page.before !== undefined) query.where('revision', '<', page.before);
  return query.orderBy('revision', 'desc').limit(page.limit);
}

export function documentOf(row: RevisionRow): PipelineDocument {
  return pipelineDocumentSchema.parse(JSON.parse(row.document));
}
