import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ScmIntegrationRegistry } from '@backstage/integration';
import type { Knex } from 'knex';
import type { DefinitionFolder } from '../config/readDefinitionFolders';
import type {
  JobTemplateRow,
  JobTemplateVersionRow,
} from '../store/jobTemplates';
import type { PipelineRow } from '../store/pipelines';
import { lockLease } from '../store/leases';
import { applyJobTemplate } from './applyJobTemplate';
import { applyPipeline } from './applyPipeline';
import type { PipelineCheck } from './checkDefinition';
import { readDefinitions, type Definition } from './readDefinitions';

/** Held by the backend that applies definitions. */
const LEASE = 'definitions';

/**
 * Brings the store in line with the folders of definitions. What is refused is told with file and line and
 * left as it was; the rest applies. What is no longer there is archived, and its runs stay. Backends that
 * start at the same time take turns.
 *
 * @returns what was refused, one sentence each
 */
export async function applyDefinitions(deps: {
  db: Knex;
  folders: readonly DefinitionFolder[];
  integrations: ScmIntegrationRegistry;
  check: PipelineCheck;
  logger: LoggerService;
  now: () => number;
}): Promise<string[]> {
  const { db, folders, integrations, check, logger, now } = deps;
  const read = await Promise.all(
    folders.map(folder => readDefinitions(folder, integrations)),
  );
  const refused = read.flatMap(definitions => definitions.refused);
  const found = read.flatMap(definitions => definitions.found);
  const problems = await db.transaction(async tx => {
    const told: string[] = [];
    await lockLease(tx, LEASE);
    for (const definition of [...found].sort(templatesFirst)) {
      const why = await applyDefinition(tx, definition, check, now());
      if (why === undefined) continue;
      told.push(`${definition.file.path}:${definition.line}: ${why}`);
    }
    // A file that cannot be read may hold what seems to be gone.
    if (refused.length === 0) await archiveRemoved(tx, found);
    return told;
  });
  refused.push(...problems);
  for (const problem of refused) {
    logger.error(
      `A definition was refused and what it is about left as it was: ${problem}`,
    );
  }
  logger.info(
    `Applied ${found.length - problems.length} definitions, refused ${
      refused.length
    }`,
  );
  return refused;
}

async function applyDefinition(
  tx: Knex,
  { document, file }: Definition,
  check: PipelineCheck,
  now: number,
): Promise<string | undefined> {
  return document.kind === 'JobTemplate'
    ? applyJobTemplate(tx, document, file, now)
    : (await check(tx, document)) ?? applyPipeline(tx, document, file, now);
}

/** A pipeline is checked against the templates beside it. */
function templatesFirst(a: Definition, b: Definition): number {
  const rank = ({ document }: Definition) =>
    Number(document.kind === 'Pipeline');
  return rank(a) - rank(b);
}

async function archiveRemoved(
  tx: Knex,
  found: readonly Definition[],
): Promise<void> {
  const templates = found.flatMap(({ document }) =>
    document.kind === 'JobTemplate' ? [document] : [],
  );
  const pipelines = found.flatMap(({ document }) =>
    document.kind === 'Pipeline' ? [document.metadata.name] : [],
  );
  await tx<PipelineRow>('pipelines')
    .where({ source: 'catalog' })
    .whereNotIn('name', pipelines)
    .update({ archived: true });
  const kept = new Set(
    templates.map(({ metadata, spec }) => `${metadata.name}@${spec.version}`),
  );
  const rows: Array<JobTemplateVersionRow & { name: string }> = await tx(
    'job_template_versions as v',
  )
    .join('job_templates as t', 't.id', 'v.template_id')
    .where('t.source', 'catalog')
    .select('v.*', 't.name');
  for (const row of rows) {
    if (kept.has(`${row.name}@${row.version}`)) continue;
    await tx<JobTemplateVersionRow>('job_template_versions')
      .where({ template_id: row.template_id, version: row.version })
      .update({ archived: true });
  }
  await tx<JobTemplateRow>('job_templates')
    .where({ source: 'catalog' })
    .whereNotIn(
      'name',
      templates.map(({ metadata }) => metadata.name),
    )
    .update({ archived: true });
}
