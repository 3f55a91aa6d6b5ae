import type { Knex } from 'knex';
import {
  jobTemplateSpecSchema,
  type CompileTemplate,
  type JobTemplate,
  type JobTemplateSpec,
  type JobTemplateVersion,
  type TemplateStage,
} from '@mlops/plugin-mlops-common';
import { instant, iso, type BigIntColumn } from './columns';
import { sourceFileOf } from './sourceFileOf';

export interface JobTemplateRow {
  id: string;
  name: string;
  title: string;
  description: string | null;
  category: string | null;
  sort_index: number;
  source: JobTemplate['source'];
  archived: boolean;
  /** JSON of a `SourceFile`; only of what comes from Git. */
  source_file: string | null;
}

export interface JobTemplateVersionRow {
  template_id: string;
  version: string;
  stage: TemplateStage;
  digest: string;
  spec: string;
  created_at: BigIntColumn;
  archived: boolean;
}

export interface JobTemplateFilter {
  search?: string;
  category?: string;
}

/** Templates that users can see: those with a released version, by index and name. */
export async function listJobTemplates(
  db: Knex,
  filter: JobTemplateFilter,
  page: { limit: number; after?: readonly (string | number)[] },
): Promise<JobTemplate[]> {
  const query = visibleTemplates(db);
  if (filter.search) {
    const like = `%${filter.search.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
    query.whereRaw(
      "(lower(t.name) like ? escape '\\' or lower(t.title) like ? escape '\\')",
      [like, like],
    );
  }
  if (filter.category) query.where('t.category', filter.category);
  if (page.after) {
    query.whereRaw('(t.sort_index, t.name) > (?, ?)', [...page.after]);
  }
  const rows: JobTemplateRow[] = await query
    .orderBy(['t.sort_index', 't.name'])
    .limit(page.limit);
  const latest = await latestVersions(db, rows);
  return rows.map(row => toTemplate(row, latest.get(row.id)));
}

export async function findJobTemplate(
  db: Knex,
  id: string,
): Promise<JobTemplate | undefined> {
  const row: JobTemplateRow | undefined = await visibleTemplates(db)
    .where('t.id', id)
    .first();
  if (!row) return undefined;
  const latest = await latestVersions(db, [row]);
  return toTemplate(row, latest.get(id));
}

/** Released versions, newest first. */
export async function listJobTemplateVersions(
  db: Knex,
  templateId: string,
  page: { limit: number; after?: readonly (string | number)[] },
): Promise<JobTemplateVersion[]> {
  const query = db<JobTemplateVersionRow>('job_template_versions').where({
    template_id: templateId,
    stage: 'release',
    archived: false,
  });
  if (page.after) {
    query.whereRaw('(created_at, version) < (?, ?)', [...page.after]);
  }
  const rows = await query
    .orderBy([
      { column: 'created_at', order: 'desc' },
      { column: 'version', order: 'desc' },
    ])
    .limit(page.limit);
  return rows.map(toVersion);
}

/** Every version of the named templates, as the compiler takes them. */
export async function templatesForCompile(
  db: Knex,
  names: readonly string[],
): Promise<CompileTemplate[]> {
  const rows: Array<JobTemplateVersionRow & { name: string }> = await db(
    'job_template_versions as v',
  )
    .join('job_templates as t', 't.id', 'v.template_id')
    .whereIn('t.name', [...names])
    .select('v.*', 't.name');
  return rows.map(row => ({
    name: row.name,
    version: row.version,
    stage: row.stage,
    digest: row.digest,
    archived: Boolean(row.archived),
    spec: readSpec(row),
  }));
}

function visibleTemplates(db: Knex) {
  return db('job_templates as t')
    .where('t.archived', false)
    .whereExists(
      db('job_template_versions as v')
        .whereRaw('v.template_id = t.id')
        .where({ 'v.stage': 'release', 'v.archived': false }),
    )
    .select('t.*');
}

async function latestVersions(
  db: Knex,
  templates: readonly JobTemplateRow[],
): Promise<Map<string, JobTemplateVersionRow>> {
  const rows = await db<JobTemplateVersionRow>('job_template_versions')
    .whereIn(
      'template_id',
      templates.map(({ id }) => id),
    )
    .where({ stage: 'release', archived: false })
    .orderBy([{ column: 'created_at' }, { column: 'version' }]);
  return new Map(rows.map(row => [row.template_id, row]));
}

function toTemplate(
  row: JobTemplateRow,
  latest: JobTemplateVersionRow | undefined,
): JobTemplate {
  return {
    id: row.id,
    name: row.name,
    title: row.title,
    description: row.description,
    category: row.category,
    index: row.sort_index,
    source: row.source,
    sourceFile: sourceFileOf(row),
    latest: latest ? toVersion(latest) : null,
  };
}

function toVersion(row: JobTemplateVersionRow): JobTemplateVersion {
  const spec = readSpec(row);
  return {
    version: row.version,
    stage: row.stage,
    digest: row.digest,
    createdAt: iso(instant(row.created_at)),
    parameters: spec.parameters,
    image: spec.image ?? null,
    local: spec.local !== undefined,
    helpUrl: spec.expand.helpUrl ?? null,
  };
}

function readSpec(row: JobTemplateVersionRow): JobTemplateSpec {
  return jobTemplateSpecSchema.parse(JSON.parse(row.spec));
}
