import {
  AuthorizeResult,
  type PermissionCondition,
  type PermissionCriteria,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { criteriaSchema, type Access } from '@mlops/plugin-mlops-common';

/**
 * What a decision of the policy allows; `undefined`: nothing.
 *
 * @throws where the policy decides by a rule that is not ours: what cannot be judged is not allowed
 */
export function readDecision(decision: PolicyDecision): Access | undefined {
  switch (decision.result) {
    case AuthorizeResult.ALLOW:
      return true;
    case AuthorizeResult.CONDITIONAL:
      return readCriteria(decision.conditions);
    default:
      return undefined;
  }
}

function readCriteria(
  conditions: PermissionCriteria<PermissionCondition>,
): Access {
  const criteria = criteriaSchema.safeParse(conditions);
  if (criteria.success) return criteria.data;
  throw new Error(
    `The permission policy decided by rules that this plugin does not have: ${JSON.stringify(
      conditions,
    )}`,
  );
}
