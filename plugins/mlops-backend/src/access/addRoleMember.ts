import { NotAllowedError } from '@backstage/errors';
import type { Knex } from 'knex';
import { recordAudit } from '../store/auditRecords';
import type { RoleMemberRow } from '../store/roleMembers';
import type { RoleRow } from '../store/roles';
import type { Change } from './Change';

/** Gives a role to a user, a group or a script. To give it twice changes nothing. */
export async function addRoleMember(
  db: Knex,
  { name, kind }: RoleRow,
  member: string,
  { actor, now }: Change,
): Promise<void> {
  if (kind === 'project') {
    throw new NotAllowedError(
      `The role "${name}" counts in project groups; make "${member}" a member of one with this role instead`,
    );
  }
  await db.transaction(async tx => {
    const added = await tx<RoleMemberRow>('role_members')
      .insert({
        role: name,
        member,
        source: 'portal',
        added_by: actor,
        added_at: now,
      })
      .onConflict(['role', 'member'])
      .ignore()
      .returning('member');
    if (added.length === 0) return;
    await recordAudit(tx, {
      actor,
      action: 'member-added',
      subject: { kind: 'role', name },
      before: null,
      after: { member },
      now,
    });
  });
}
