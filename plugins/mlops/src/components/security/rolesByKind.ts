import type { Role, RoleKind } from '@mlops/plugin-mlops-common';

const ORDER: readonly RoleKind[] = ['builtin', 'project', 'custom', 'personal'];

/** Roles as the page shows them: kind by kind; a kind without roles has no place. */
export function rolesByKind(
  roles: readonly Role[],
): Array<{ kind: RoleKind; roles: Role[] }> {
  return ORDER.map(kind => ({
    kind,
    roles: roles.filter(role => role.kind === kind),
  })).filter(group => group.roles.length > 0);
}
