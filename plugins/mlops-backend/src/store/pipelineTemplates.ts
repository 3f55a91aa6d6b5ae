import type { Knex } from 'knex';

export interface PipelineTemplateRow {
  pipeline_id: string;
  template: string;
}

/** Says anew which job templates a pipeline uses; belongs into the transaction that adds a revision. */
export async function replacePipelineTemplates(
  tx: Knex,
  pipelineId: string,
  templates: readonly string[],
): Promise<void> {
  await tx<PipelineTemplateRow>('pipeline_templates')
    .where({ pipeline_id: pipelineId })
    .delete();
  await tx.batchInsert(
    'pipeline_templates',
    templates.map(template => ({ pipeline_id: pipelineId, template })),
    100,
  );
}

/** Names of the job templates of each pipeline, in their order. */
export async function templatesOfPipelines(
  db: Knex,
  pipelineIds: readonly string[],
): Promise<Map<string, string[]>> {
  const rows = await db<PipelineTemplateRow>('pipeline_templates')
    .whereIn('pipeline_id', [...pipelineIds])
    .orderBy('template');
  const templates = new Map<string, string[]>();
  for (const { pipeline_id: id, template } of rows) {
    const names = templates.get(id) ?? [];
    names.push(template);
    templates.set(id, names);
  }
  return templates;
}
