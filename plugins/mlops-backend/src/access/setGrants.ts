import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
} from '@backstage/errors';
import type { Knex } from 'knex';
import {
  ADMIN_ROLE,
  grantablePermissions,
  isGrantable,
  type Grant,
  type RoleKind,
} from '@mlops/plugin-mlops-common';
import { recordAudit } from '../store/auditRecords';
import { grantsOfRole, type RoleGrantRow, type RoleRow } from '../store/roles';
import type { Change } from './Change';

/** Sets all grants of a role at once, unless somebody changed them since they were read. */
export async function setGrants(
  db: Knex,
  name: string,
  { grants, version }: { grants: readonly Grant[]; version: number },
  { actor, now }: Change,
): Promise<void> {
  await db.transaction(async tx => {
    const role = await tx<RoleRow>('roles').where({ name }).forUpdate().first();
    if (!role) throw new NotFoundError(`There is no role "${name}"`);
    if (name === ADMIN_ROLE) {
      throw new NotAllowedError(
        `The role "${ADMIN_ROLE}" grants everything, and stays so; take members away from it instead`,
      );
    }
    checkGrants(role.kind, grants);
    const taken = await tx<RoleRow>('roles')
      .where({ name, version })
      .update({ version: version + 1, updated_at: now });
    if (taken === 0) {
      throw new ConflictError(
        `Somebody has changed the role "${name}" meanwhile; load it again and repeat your change`,
      );
    }
    const before = await grantsOfRole(tx, name);
    await tx('role_grants').where({ role: name }).delete();
    await insertGrants(tx, name, grants);
    await recordAudit(tx, {
      actor,
      action: 'grants-changed',
      subject: { kind: 'role', name },
      before,
      after: await grantsOfRole(tx, name),
      now,
    });
  });
}

export async function insertGrants(
  tx: Knex,
  role: string,
  grants: readonly Grant[],
): Promise<void> {
  await tx.batchInsert<RoleGrantRow>(
    'role_grants',
    grants.map(({ permission, scope }) => ({ role, permission, scope })),
    100,
  );
}

/** @throws InputError that names the grant and what would be right */
function checkGrants(kind: RoleKind, grants: readonly Grant[]): void {
  const seen = new Set<string>();
  for (const grant of grants) {
    const { permission, scope } = grant;
    if (seen.has(permission)) {
      throw new InputError(
        `The permission "${permission}" is granted twice; one scope counts`,
      );
    }
    seen.add(permission);
    if (isGrantable(kind, grant)) continue;
    const known = grantablePermissions.find(({ name }) => name === permission);
    const scopes = kind === 'project' ? known?.projectScopes : known?.scopes;
    throw new InputError(
      known
        ? `A role of kind "${kind}" cannot have "${permission}" with the scope "${scope}"; possible: ${
            scopes?.join(', ') || 'none'
          }`
        : `There is no permission "${permission}" that a role could grant`,
    );
  }
}
