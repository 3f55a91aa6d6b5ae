import type { LoggerService } from '@backstage/backend-plugin-api';
import { ServiceUnavailableError } from '@backstage/errors';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import type {
  PermissionPolicy,
  PolicyQuery,
  PolicyQueryUser,
} from '@backstage/plugin-permission-node';
import type { SubjectAccess } from '@mlops/plugin-mlops-common';
import type { Subject } from './askSuite';
import { decide } from './decide';

/**
 * Decides by the roles of the suite, for its own permissions and for those of the other plugins. Whom the suite
 * cannot be asked about may do nothing, and is told that this is why: a "no" would be taken for a matter of roles.
 */
export class MlopsPermissionPolicy implements PermissionPolicy {
  readonly #ask: (subject: Subject) => Promise<SubjectAccess>;
  readonly #logger: LoggerService;
  /** One question to the suite for all permissions of one request, for which the framework makes one user. */
  readonly #asked = new WeakMap<PolicyQueryUser, Promise<SubjectAccess>>();

  constructor(deps: {
    ask: (subject: Subject) => Promise<SubjectAccess>;
    logger: LoggerService;
  }) {
    this.#ask = deps.ask;
    this.#logger = deps.logger;
  }

  /** @throws ServiceUnavailableError when the suite does not answer */
  async handle(
    { permission }: PolicyQuery,
    user?: PolicyQueryUser,
  ): Promise<PolicyDecision> {
    if (!user) return { result: AuthorizeResult.DENY };
    const { userEntityRef } = user.info;
    try {
      const known = await this.#accessOf(user);
      return decide(permission, { ...known, userEntityRef });
    } catch (error) {
      this.#logger.warn(
        `${userEntityRef} may not use ${permission.name}, since the suite does not answer: ${error}`,
      );
      throw new ServiceUnavailableError(
        'What you may do cannot be found out just now; try it again',
        error,
      );
    }
  }

  #accessOf(user: PolicyQueryUser): Promise<SubjectAccess> {
    const known = this.#asked.get(user);
    if (known) return known;
    const { userEntityRef, ownershipEntityRefs } = user.info;
    const asked = this.#ask({ userEntityRef, ownershipEntityRefs });
    this.#asked.set(user, asked);
    return asked;
  }
}
