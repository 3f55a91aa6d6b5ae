import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type { Knex } from 'knex';
import { ADMIN_ROLE } from '@mlops/plugin-mlops-common';
import { recordAudit } from '../store/auditRecords';
import type { RoleMemberRow } from '../store/roleMembers';
import type { RoleRow } from '../store/roles';
import type { Change } from './Change';

const KEPT: Readonly<Record<'config' | 'system', string>> = {
  config: 'the configuration says so (mlops.administrators); change it there',
  system: 'it is that person’s own; take its grants away instead',
};

/** Takes a role away. The last administrator stays, since nobody could bring one back. */
export async function removeRoleMember(
  db: Knex,
  { name }: RoleRow,
  member: string,
  { actor, now }: Change,
): Promise<void> {
  await db.transaction(async tx => {
    // The role is locked, so that of two administrators who remove each other one stays.
    await tx<RoleRow>('roles').where({ name }).forUpdate().first();
    const row = await tx<RoleMemberRow>('role_members')
      .where({ role: name, member })
      .first();
    if (!row) {
      throw new NotFoundError(`"${member}" does not have the role "${name}"`);
    }
    if (row.source !== 'portal') {
      throw new NotAllowedError(
        `"${member}" keeps the role "${name}": ${KEPT[row.source]}`,
      );
    }
    await tx('role_members').where({ role: name, member }).delete();
    if (name === ADMIN_ROLE) await refuseNoAdministrator(tx, member);
    await recordAudit(tx, {
      actor,
      action: 'member-removed',
      subject: { kind: 'role', name },
      before: { member },
      after: null,
      now,
    });
  });
}

async function refuseNoAdministrator(tx: Knex, last: string): Promise<void> {
  const another = await tx('role_members').where({ role: ADMIN_ROLE }).first();
  if (another) return;
  throw new ConflictError(
    `"${last}" is the last administrator; make somebody else one first`,
  );
}
