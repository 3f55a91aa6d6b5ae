import type { Knex } from 'knex';
import { formatQuota, type Quota } from '@mlops/plugin-mlops-common';
import type { Change } from '../access/Change';
import { recordAudit } from '../store/auditRecords';
import { storedQuota, type ProjectRow } from '../store/projects';

/**
 * Sets what the runs of a project group may use together, of one that Git defines too: it is a grant of the portal's
 * administrators. Runs under way go on.
 *
 * @param quota - `null`: the configured one
 */
export async function changeQuota(
  db: Knex,
  row: ProjectRow,
  quota: Quota | null,
  { actor, now }: Change,
): Promise<void> {
  const before = storedQuota(row);
  await db.transaction(async tx => {
    await tx<ProjectRow>('projects')
      .where({ name: row.name })
      .update({ quota: quota && JSON.stringify(quota) });
    await recordAudit(tx, {
      actor,
      action: 'quota-changed',
      subject: { kind: 'project', name: row.name },
      before: before && formatQuota(before),
      after: quota && formatQuota(quota),
      now,
    });
  });
}
