import {
  grantablePermissions,
  type Grant,
  type GrantablePermission,
  type RoleKind,
  type Scope,
} from '@mlops/plugin-mlops-common';

/** What a role grants, as somebody changes it: by name of permission. */
export type Draft = Readonly<Record<string, Scope | undefined>>;

export function draftOf(grants: readonly Grant[]): Draft {
  return Object.fromEntries(
    grants.map(({ permission, scope }) => [permission, scope]),
  );
}

/** The draft as grants, in the order of the matrix. */
export function grantsOf(draft: Draft): Grant[] {
  return grantablePermissions.flatMap(({ name }) => {
    const scope = draft[name];
    return scope === undefined ? [] : [{ permission: name, scope }];
  });
}

/** Names of the permissions that the draft grants differently from what is stored. */
export function changesOf(stored: Draft, draft: Draft): string[] {
  return grantablePermissions
    .map(({ name }) => name)
    .filter(name => stored[name] !== draft[name]);
}

/** What was changed here, on top of what somebody else has stored meanwhile. */
export function rebase(before: Draft, draft: Draft, stored: Draft): Draft {
  const mine = changesOf(before, draft).map(name => [name, draft[name]]);
  return { ...stored, ...Object.fromEntries(mine) };
}

/** A permission in the matrix. */
export interface MatrixCell {
  name: string;
  verb: string;
  /** Scopes that a role of this kind can have. */
  scopes: readonly Scope[];
}

/** A row of the matrix: what can be granted in one module. */
export interface MatrixRow {
  module: string;
  /** Of the suite, and not of another plugin. */
  isOurs: boolean;
  cells: MatrixCell[];
}

/** The matrix of a kind of role; what such a role cannot have has no place in it. */
export function matrixOf(kind: RoleKind): MatrixRow[] {
  const rows = new Map<string, MatrixRow>();
  for (const permission of grantablePermissions) {
    const scopes = scopesOf(kind, permission);
    if (scopes.length === 0) continue;
    const { name, module, verb } = permission;
    const isOurs = name.startsWith('mlops.');
    const key = `${isOurs} ${module}`;
    const row = rows.get(key) ?? { module, isOurs, cells: [] };
    row.cells.push({ name, verb, scopes });
    rows.set(key, row);
  }
  return [...rows.values()];
}

function scopesOf(kind: RoleKind, permission: GrantablePermission) {
  return kind === 'project' ? permission.projectScopes : permission.scopes;
}
