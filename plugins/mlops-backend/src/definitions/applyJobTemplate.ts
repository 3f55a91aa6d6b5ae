import type { Knex } from 'knex';
import type {
  JobTemplateDocument,
  JobTemplateId,
  JobTemplateSpec,
  SourceFile,
} from '@mlops/plugin-mlops-common';
import { digestOf } from '../digestOf';
import { newId } from '../newId';
import type {
  JobTemplateRow,
  JobTemplateVersionRow,
} from '../store/jobTemplates';

/** @returns why the definition is refused, or `undefined` when it is in force */
export async function applyJobTemplate(
  tx: Knex,
  { metadata, spec }: JobTemplateDocument,
  file: SourceFile,
  now: number,
): Promise<string | undefined> {
  const row = await tx<JobTemplateRow>('job_templates')
    .where({ name: metadata.name })
    .first();
  if (row?.source === 'portal') {
    return `a job template "${metadata.name}" was made in the portal and is never overwritten; give this one another name`;
  }
  const id = row?.id ?? newId<JobTemplateId>();
  const digest = digestOf(spec);
  const version = await tx<JobTemplateVersionRow>('job_template_versions')
    .where({ template_id: id, version: spec.version })
    .first();
  if (version && !mayBecome(version, spec)) {
    return `version ${spec.version} of "${metadata.name}" was released with other content and cannot change; give it a new version`;
  }
  const columns = {
    title: metadata.title ?? metadata.name,
    description: metadata.description ?? null,
    category: spec.category ?? null,
    sort_index: spec.expand.index ?? 0,
    source_file: JSON.stringify(file),
    archived: false,
  };
  if (row) {
    await tx<JobTemplateRow>('job_templates').where({ id }).update(columns);
  } else {
    await tx<JobTemplateRow>('job_templates').insert({
      id,
      name: metadata.name,
      source: 'catalog',
      ...columns,
    });
  }
  const content = {
    stage: spec.stage,
    digest,
    spec: JSON.stringify(spec),
    archived: false,
  };
  if (version) {
    await tx<JobTemplateVersionRow>('job_template_versions')
      .where({ template_id: id, version: spec.version })
      .update(content);
  } else {
    await tx<JobTemplateVersionRow>('job_template_versions').insert({
      template_id: id,
      version: spec.version,
      created_at: now,
      ...content,
    });
  }
  return undefined;
}

/**
 * Of a version that is not a draft any more, only whether it can still be used may change: people and administrators
 * rely on what stood in it, also after it was retired for a while.
 */
function mayBecome(
  { stage, spec: known }: JobTemplateVersionRow,
  spec: JobTemplateSpec,
): boolean {
  if (stage === 'draft') return true;
  const content = ({ stage: _, ...rest }: JobTemplateSpec) => digestOf(rest);
  return spec.stage !== 'draft' && content(JSON.parse(known)) === content(spec);
}
