import type { Grant, RoleKind } from '@mlops/plugin-mlops-common';

/** A grant of a role. */
export interface RoleGrant extends Grant {
  role: string;
  roleTitle: string;
  roleKind: RoleKind;
}

/** Everything from which follows what one person may do. */
export interface Grounds {
  /** The person has signed in before. */
  known: boolean;
  /** Every grant of every role that is not somebody else's own. */
  grants: readonly RoleGrant[];
  /** Roles that the person has, and through whom. */
  roles: readonly { role: string; member: string }[];
  /** Project groups in which the person has a role, and through whom. */
  projects: readonly { project: string; role: string; member: string }[];
}
