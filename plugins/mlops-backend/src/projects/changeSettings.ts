import type { Knex } from 'knex';
import {
  checkProjectExpand,
  type ProjectExpand,
} from '@mlops/plugin-mlops-common';
import type { Change } from '../access/Change';
import { DefinitionError } from '../DefinitionError';
import { recordAudit } from '../store/auditRecords';
import { expandOf, type ProjectRow } from '../store/projects';
import { requireOwn } from './requireOwn';

/** Sets placement and mounts of a project group that was made here; they count for the next run. */
export async function changeSettings(
  db: Knex,
  row: ProjectRow,
  expand: ProjectExpand,
  known: { clusters: readonly string[]; namespaces: readonly string[] },
  { actor, now }: Change,
): Promise<void> {
  requireOwn(row);
  const problems = checkProjectExpand(expand, { project: row.name, ...known });
  if (problems.length > 0) {
    throw new DefinitionError(
      `The settings of "${row.title}" were refused`,
      problems,
    );
  }
  await db.transaction(async tx => {
    await tx<ProjectRow>('projects')
      .where({ name: row.name })
      .update({ expand: JSON.stringify(expand) });
    await recordAudit(tx, {
      actor,
      action: 'settings-changed',
      subject: { kind: 'project', name: row.name },
      before: expandOf(row),
      after: expand,
      now,
    });
  });
}
