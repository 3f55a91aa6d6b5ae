import { ConflictError, InputError } from '@backstage/errors';
import type { Knex } from 'knex';
import { isGrantable } from '@mlops/plugin-mlops-common';
import { recordAudit } from '../store/auditRecords';
import { findRoleRow, grantsOfRole, type RoleRow } from '../store/roles';
import type { Change } from './Change';
import { insertGrants } from './setGrants';

/** Makes a role, empty or with the grants of another one. */
export async function createRole(
  db: Knex,
  wanted: {
    name: string;
    title: string;
    description: string | null;
    copyOf?: string;
  },
  { actor, now }: Change,
): Promise<void> {
  const { name, title, description, copyOf } = wanted;
  await db.transaction(async tx => {
    const grants = copyOf === undefined ? [] : await copied(tx, copyOf);
    const inserted = await tx<RoleRow>('roles')
      .insert({
        name,
        title,
        description,
        kind: 'custom',
        version: 0,
        updated_at: now,
      })
      .onConflict('name')
      .ignore()
      .returning('name');
    if (inserted.length === 0) {
      throw new ConflictError(
        `There is a role "${name}" already; choose another name or change that one`,
      );
    }
    await insertGrants(tx, name, grants);
    await recordAudit(tx, {
      actor,
      action: 'role-created',
      subject: { kind: 'role', name },
      before: null,
      after: { title, description, grants },
      now,
    });
  });
}

async function copied(tx: Knex, from: string) {
  if (!(await findRoleRow(tx, from))) {
    throw new InputError(`There is no role "${from}" to copy`);
  }
  // A role of a person cannot have what counts only in a project group's role; the others differ in nothing.
  return (await grantsOfRole(tx, from)).filter(grant =>
    isGrantable('custom', grant),
  );
}
