import { ConflictError, NotAllowedError } from '@backstage/errors';
import type { Knex } from 'knex';
import { FINAL_STATUSES } from '@mlops/plugin-mlops-common';
import type { Change } from '../access/Change';
import { recordAudit } from '../store/auditRecords';
import type { PipelineRow } from '../store/pipelines';
import type { ProjectRow } from '../store/projects';
import { requireOwn } from './requireOwn';

/** Pipelines that a refusal names. */
const NAMED = 5;

/**
 * Removes a project group that was made here and owns nothing. Runs of pipelines that were archived stay in the
 * history, where administrators find them.
 */
export async function deleteProject(
  db: Knex,
  row: ProjectRow,
  { actor, now }: Change,
): Promise<void> {
  const { name, title, description } = row;
  requireOwn(row);
  if (name === 'public') {
    throw new NotAllowedError(
      'The project group "public" is everybody’s and stays',
    );
  }
  await db.transaction(async tx => {
    const pipelines = await tx<PipelineRow>('pipelines')
      .where({ project: name, archived: false })
      .orderBy('title')
      .pluck('title');
    if (pipelines.length > 0) {
      const more = pipelines.length - NAMED;
      const named = pipelines.slice(0, NAMED).map(one => `"${one}"`);
      throw new ConflictError(
        `"${title}" still owns ${pipelines.length} pipelines: ${named.join(
          ', ',
        )}${
          more > 0 ? ` and ${more} more` : ''
        }. Archive them or move them to another project group first`,
      );
    }
    const [{ count }] = await tx('runs')
      .where({ project: name })
      .whereNotIn('status', [...FINAL_STATUSES])
      .count<Array<{ count: number | string }>>('id as count');
    if (Number(count) > 0) {
      throw new ConflictError(
        `"${title}" has ${count} runs that have not ended; stop them first`,
      );
    }
    const members = await tx('project_members')
      .where({ project: name })
      .select('member', 'role');
    await tx('project_members').where({ project: name }).delete();
    await tx('project_requests').where({ project: name }).delete();
    await tx('projects').where({ name }).delete();
    await recordAudit(tx, {
      actor,
      action: 'project-deleted',
      subject: { kind: 'project', name },
      before: { title, description, members },
      after: null,
      now,
    });
  });
}
