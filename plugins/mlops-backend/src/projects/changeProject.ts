import type { Knex } from 'knex';
import type { Change } from '../access/Change';
import { recordAudit } from '../store/auditRecords';
import type { ProjectRow } from '../store/projects';
import { requireOwn } from './requireOwn';

/** Gives a project group that was made here another title and description. */
export async function changeProject(
  db: Knex,
  row: ProjectRow,
  { title, description }: Pick<ProjectRow, 'title' | 'description'>,
  { actor, now }: Change,
): Promise<void> {
  requireOwn(row);
  await db.transaction(async tx => {
    await tx<ProjectRow>('projects')
      .where({ name: row.name })
      .update({ title, description });
    await recordAudit(tx, {
      actor,
      action: 'project-described',
      subject: { kind: 'project', name: row.name },
      before: { title: row.title, description: row.description },
      after: { title, description },
      now,
    });
  });
}
