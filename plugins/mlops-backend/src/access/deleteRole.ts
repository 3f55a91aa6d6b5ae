import { NotAllowedError } from '@backstage/errors';
import type { Knex } from 'knex';
import { recordAudit } from '../store/auditRecords';
import { grantsOfRole, type RoleRow } from '../store/roles';
import type { Change } from './Change';

/** Removes a role that an administrator made, with its grants and memberships. */
export async function deleteRole(
  db: Knex,
  { name, title, kind }: RoleRow,
  { actor, now }: Change,
): Promise<void> {
  if (kind !== 'custom') {
    throw new NotAllowedError(
      `The role "${name}" belongs to the suite and cannot be removed; take its grants away instead`,
    );
  }
  await db.transaction(async tx => {
    const grants = await grantsOfRole(tx, name);
    const members = await tx('role_members')
      .where({ role: name })
      .pluck('member');
    // SQLite cascades only where it was told to when it connected.
    await tx('role_members').where({ role: name }).delete();
    await tx('role_grants').where({ role: name }).delete();
    await tx('roles').where({ name }).delete();
    await recordAudit(tx, {
      actor,
      action: 'role-deleted',
      subject: { kind: 'role', name },
      before: { title, grants, members },
      after: null,
      now,
    });
  });
}
