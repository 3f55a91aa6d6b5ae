import type { Knex } from 'knex';
import { recordAudit } from '../store/auditRecords';
import type { RoleRow } from '../store/roles';
import type { Change } from './Change';

/** Gives a role another title and description. */
export async function changeRole(
  db: Knex,
  row: RoleRow,
  { title, description }: Pick<RoleRow, 'title' | 'description'>,
  { actor, now }: Change,
): Promise<void> {
  await db.transaction(async tx => {
    await tx<RoleRow>('roles')
      .where({ name: row.name })
      .update({ title, description, updated_at: now });
    await recordAudit(tx, {
      actor,
      action: 'role-described',
      subject: { kind: 'role', name: row.name },
      before: { title: row.title, description: row.description },
      after: { title, description },
      now,
    });
  });
}
