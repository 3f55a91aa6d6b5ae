import type { Knex } from 'knex';
import type { PipelineDocument, SourceFile } from '@mlops/plugin-mlops-common';
import { createPipeline, revisePipeline } from '../pipelines/savePipeline';
import type { PipelineRow } from '../store/pipelines';

/** @returns why the definition is refused, or `undefined` when it is in force */
export async function applyPipeline(
  tx: Knex,
  document: PipelineDocument,
  file: SourceFile,
  now: number,
): Promise<string | undefined> {
  const { name } = document.metadata;
  const row = await tx<PipelineRow>('pipelines').where({ name }).first();
  if (row?.source === 'portal') {
    return `a pipeline "${name}" was made in the portal and is never overwritten; give this one another name`;
  }
  if (row) await revisePipeline(tx, row, document, { createdBy: null, now });
  else {
    await createPipeline(tx, document, {
      source: 'catalog',
      createdBy: null,
      now,
    });
  }
  // A file that moves, or a folder that gets an address, makes no revision.
  await tx<PipelineRow>('pipelines')
    .where({ name })
    .update({ source_file: JSON.stringify(file) });
  return undefined;
}
