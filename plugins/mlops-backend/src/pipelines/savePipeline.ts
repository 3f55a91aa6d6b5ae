import { ConflictError } from '@backstage/errors';
import type { Knex } from 'knex';
import type { PipelineDocument, PipelineId } from '@mlops/plugin-mlops-common';
import { digestOf } from '../digestOf';
import { newId } from '../newId';
import {
  findRevision,
  type PipelineRow,
  type RevisionRow,
} from '../store/pipelines';
import { replacePipelineTemplates } from '../store/pipelineTemplates';
import { templateNamesOf } from './compileInputOf';

export interface Saved {
  id: string;
  revision: number;
  /** Whether there is something new; an equal document makes no revision. */
  changed: boolean;
}

/** Makes a pipeline with its first revision. @throws ConflictError when the name is taken. */
export async function createPipeline(
  db: Knex,
  document: PipelineDocument,
  by: { source: PipelineRow['source']; createdBy: string | null; now: number },
): Promise<Saved> {
  const id = newId<PipelineId>();
  return db.transaction(async tx => {
    const inserted = await tx<PipelineRow>('pipelines')
      .insert({
        id,
        source: by.source,
        created_by: by.createdBy,
        created_at: by.now,
        updated_at: by.now,
        revision: 1,
        last_number: 0,
        archived: false,
        ...columnsOf(document),
      })
      .onConflict('name')
      .ignore()
      .returning('id');
    if (inserted.length === 0) {
      throw new ConflictError(
        `There is a pipeline "${document.metadata.name}" already; choose another name or edit that one`,
      );
    }
    await addRevision(tx, id, 1, document, by);
    return { id, revision: 1, changed: true };
  });
}

/** Adds a revision, unless the document is the one that is there. */
export async function revisePipeline(
  db: Knex,
  row: PipelineRow,
  document: PipelineDocument,
  by: { createdBy: string | null; now: number },
): Promise<Saved> {
  return db.transaction(async tx => {
    const current = await tx<PipelineRow>('pipelines')
      .where({ id: row.id })
      .forUpdate()
      .first();
    const revision = current?.revision ?? row.revision;
    const latest = await findRevision(tx, row.id, revision);
    if (latest?.digest === digestOf(document) && !current?.archived) {
      return { id: row.id, revision, changed: false };
    }
    await tx<PipelineRow>('pipelines')
      .where({ id: row.id })
      .update({
        ...columnsOf(document),
        updated_at: by.now,
        revision: revision + 1,
        archived: false,
      });
    await addRevision(tx, row.id, revision + 1, document, by);
    return { id: row.id, revision: revision + 1, changed: true };
  });
}

async function addRevision(
  tx: Knex,
  pipelineId: string,
  revision: number,
  document: PipelineDocument,
  by: { createdBy: string | null; now: number },
): Promise<void> {
  await tx<RevisionRow>('pipeline_revisions').insert({
    pipeline_id: pipelineId,
    revision,
    digest: digestOf(document),
    document: JSON.stringify(document),
    created_by: by.createdBy,
    created_at: by.now,
  });
  await replacePipelineTemplates(tx, pipelineId, templateNamesOf(document));
}

function columnsOf({ metadata, spec }: PipelineDocument) {
  return {
    name: metadata.name,
    title: metadata.title ?? metadata.name,
    description: metadata.description ?? null,
    project: spec.project,
    task_count: spec.tasks.length,
    demo: spec.expand.demo === 'true',
    img: spec.expand.img ?? null,
  };
}
