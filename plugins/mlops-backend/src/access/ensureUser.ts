import type { Knex } from 'knex';
import { GAMMA_ROLE, type ProjectRole } from '@mlops/plugin-mlops-common';
import { recordAudit } from '../store/auditRecords';
import type { RoleRow } from '../store/roles';
import { isKnownUser, type UserRow } from '../store/users';
import { personalRoleOf } from './personalRoleOf';

/** Project group of everybody who has signed in, and the role there. */
const EVERYBODY = { project: 'public', role: 'dev' satisfies ProjectRole };

/**
 * Makes a person known at their first question, whatever provider signed them in: a role of their own, the
 * role of everybody, and membership of the group of everybody. Idempotent; of many first questions at the same
 * moment one does it.
 *
 * @returns whether the person was new
 */
export async function ensureUser(
  db: Knex,
  entityRef: string,
  now: number,
): Promise<boolean> {
  if (await isKnownUser(db, entityRef)) return false;
  return db.transaction(async tx => {
    const inserted = await tx<UserRow>('users')
      .insert({ entity_ref: entityRef, first_seen_at: now, seen_at: now })
      .onConflict('entity_ref')
      .ignore()
      .returning('entity_ref');
    if (inserted.length === 0) return false;

    const personal = personalRoleOf(entityRef);
    await tx<RoleRow>('roles')
      .insert({
        name: personal,
        title: personal,
        description: null,
        kind: 'personal',
        version: 0,
        updated_at: null,
      })
      .onConflict('name')
      .ignore();
    await tx('role_members')
      .insert(
        [personal, GAMMA_ROLE].map(role => ({
          role,
          member: entityRef,
          source: role === personal ? 'system' : 'portal',
          added_by: null,
          added_at: now,
        })),
      )
      .onConflict(['role', 'member'])
      .ignore();
    await tx('project_members')
      .insert({
        ...EVERYBODY,
        member: entityRef,
        source: 'portal',
        added_by: null,
        added_at: now,
      })
      .onConflict(['project', 'member', 'source'])
      .ignore();
    await recordAudit(tx, {
      actor: 'system',
      action: 'user-seen-first',
      subject: { kind: 'user', name: entityRef },
      before: null,
      after: { roles: [personal, GAMMA_ROLE], projects: [EVERYBODY.project] },
      now,
    });
    return true;
  });
}
