import type { Knex } from 'knex';
import {
  ADMIN_ROLE,
  defaultGrants,
  GAMMA_ROLE,
  PROJECT_ROLES,
  type RoleKind,
} from '@mlops/plugin-mlops-common';
import type { RoleMemberRow } from '../store/roleMembers';
import type { RoleGrantRow, RoleRow } from '../store/roles';

const SUITE_ROLES: ReadonlyArray<[name: string, kind: RoleKind]> = [
  [ADMIN_ROLE, 'builtin'],
  [GAMMA_ROLE, 'builtin'],
  ...PROJECT_ROLES.map((name): [string, RoleKind] => [name, 'project']),
];

/**
 * Brings the roles of the suite, and the administrators that the configuration names. A default grant is given
 * once: one that an administrator takes away stays away, and one that a later version brings is given then.
 */
export async function seedRoles(
  db: Knex,
  administrators: readonly string[],
): Promise<void> {
  await db.transaction(async tx => {
    for (const [name, kind] of SUITE_ROLES) {
      await tx<RoleRow>('roles')
        .insert({
          name,
          title: name,
          description: null,
          kind,
          version: 0,
          updated_at: null,
        })
        .onConflict('name')
        .ignore();
      if (name !== ADMIN_ROLE) await seedGrants(tx, name);
    }
    await tx<RoleMemberRow>('role_members')
      .where({ role: ADMIN_ROLE, source: 'config' })
      .whereNotIn('member', [...administrators])
      .delete();
    for (const member of administrators) {
      await tx<RoleMemberRow>('role_members')
        .insert({
          role: ADMIN_ROLE,
          member,
          source: 'config',
          added_by: null,
          added_at: null,
        })
        .onConflict(['role', 'member'])
        .merge(['source']);
    }
  });
}

async function seedGrants(tx: Knex, role: string): Promise<void> {
  const given = new Set(
    await tx('seeded_grants').where({ role }).pluck('permission'),
  );
  const fresh = (defaultGrants[role] ?? []).filter(
    ({ permission }) => !given.has(permission),
  );
  for (const { permission, scope } of fresh) {
    await tx<RoleGrantRow>('role_grants')
      .insert({ role, permission, scope })
      .onConflict(['role', 'permission'])
      .ignore();
    await tx('seeded_grants')
      .insert({ role, permission })
      .onConflict(['role', 'permission'])
      .ignore();
  }
}
