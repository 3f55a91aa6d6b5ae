import {
  createPermissionRule,
  type PermissionResourceRef,
} from '@backstage/plugin-permission-node';
import {
  meets,
  type Criteria,
  type OwnedObject,
} from '@mlops/plugin-mlops-common';
import { z } from 'zod';

/**
 * The rules by which a policy, ours or another, can say on which objects something may be done. Both ways of a
 * rule come from the same condition, so that they cannot disagree.
 */
export function rulesOf<T extends string>(
  resourceRef: PermissionResourceRef<OwnedObject, Criteria, T, 'mlops'>,
) {
  return [
    createPermissionRule({
      name: 'IS_OWNER',
      description: 'Allow what one of these users made',
      resourceRef,
      paramsSchema: z.object({
        owners: z
          .array(z.string())
          .describe('Entity refs such as user:default/alice'),
      }),
      apply: (object, params) => meets(object, { rule: 'IS_OWNER', params }),
      toQuery: params => ({ rule: 'IS_OWNER', params }),
    }),
    createPermissionRule({
      name: 'IN_PROJECT',
      description: 'Allow what belongs to one of these project groups',
      resourceRef,
      paramsSchema: z.object({
        projects: z.array(z.string()).describe('Names of project groups'),
      }),
      apply: (object, params) => meets(object, { rule: 'IN_PROJECT', params }),
      toQuery: params => ({ rule: 'IN_PROJECT', params }),
    }),
  ];
}
