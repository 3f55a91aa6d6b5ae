import type {
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  isResourcePermission,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import {
  accessOf,
  anywhere,
  mlopsPermissions,
  type Access,
  type MlopsPermission,
} from '@mlops/plugin-mlops-common';
import type { Knex } from 'knex';
import { serviceOf } from './principals';
import { grantedTo } from './grantedTo';
import { readDecision } from './readDecision';

/**
 * Plugins of the portal that ask for themselves, and what for. Whoever acts for a person hands on the person's
 * credentials instead; what else a plugin or a script may do, roles say.
 */
const PLUGINS: ReadonlyMap<string, (permission: string) => boolean> = new Map([
  ['plugin:catalog', name => name.endsWith('.read')],
]);

/** What was decided, by name of permission; one that is absent may not be used at all. */
export type Decisions = Readonly<Record<string, Access>>;

/** Asks what whoever asks may do: the policy about people, the roles about scripts and plugins. */
export class Authorizer {
  readonly #db: Knex;
  readonly #permissions: PermissionsService;

  constructor(deps: { db: Knex; permissions: PermissionsService }) {
    this.#db = deps.db;
    this.#permissions = deps.permissions;
  }

  /** One question to the policy, however many permissions of one kind. */
  async decide(
    credentials: BackstageCredentials,
    permissions: readonly MlopsPermission[] = mlopsPermissions,
  ): Promise<Decisions> {
    const service = serviceOf(credentials);
    if (service) {
      return this.#decideForService(service, credentials, permissions);
    }
    const resource = permissions.filter(permission =>
      isResourcePermission(permission),
    );
    const basic = permissions.flatMap(permission =>
      permission.type === 'basic' ? [permission] : [],
    );
    const [conditional, definitive] = await Promise.all([
      resource.length === 0
        ? []
        : this.#permissions.authorizeConditional(
            resource.map(permission => ({ permission })),
            { credentials },
          ),
      basic.length === 0
        ? []
        : this.#permissions.authorize(
            basic.map(permission => ({ permission })),
            { credentials },
          ),
    ]);
    return {
      ...table(resource, conditional),
      ...table(basic, definitive),
    };
  }

  async #decideForService(
    subject: string,
    credentials: BackstageCredentials,
    permissions: readonly MlopsPermission[],
  ): Promise<Decisions> {
    // The framework decides about services by the restrictions of their token alone, and on the spot.
    const unrestricted = await this.#permissions.authorize(
      permissions.map(permission => ({ permission: anywhere(permission) })),
      { credentials },
    );
    const builtIn = PLUGINS.get(subject);
    const granted = accessOf(await grantedTo(this.#db, subject, []));
    return Object.fromEntries(
      permissions.flatMap(({ name }, index) => {
        if (readDecision(unrestricted[index]) === undefined) return [];
        const access = builtIn?.(name) ? true : granted[name];
        return access === undefined ? [] : [[name, access]];
      }),
    );
  }
}

function table(
  permissions: readonly MlopsPermission[],
  decisions: readonly PolicyDecision[],
): Decisions {
  return Object.fromEntries(
    permissions.flatMap(({ name }, index) => {
      const access = readDecision(decisions[index]);
      return access === undefined ? [] : [[name, access]];
    }),
  );
}
