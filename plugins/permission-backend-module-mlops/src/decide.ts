import {
  AuthorizeResult,
  isPermission,
  isResourcePermission,
  type Permission,
  type PermissionCondition,
  type PermissionCriteria,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { catalogEntityReadPermission } from '@backstage/plugin-catalog-common/alpha';
import {
  catalogConditions,
  createCatalogConditionalDecision,
} from '@backstage/plugin-catalog-backend/alpha';
import {
  taskCancelPermission,
  taskReadPermission,
} from '@backstage/plugin-scaffolder-common/alpha';
import {
  createScaffolderTaskConditionalDecision,
  scaffolderTaskConditions,
} from '@backstage/plugin-scaffolder-backend/alpha';
import {
  PIPELINE_ID_ANNOTATION,
  type Criteria,
  type SubjectAccess,
} from '@mlops/plugin-mlops-common';

/** What the suite says about a person. */
export interface Known extends SubjectAccess {
  userEntityRef: string;
  /** Has the role of administrators. */
  isAdministrator: boolean;
}

/** From what a person was granted to the answer about one permission, of the suite or of another plugin. */
export function decide(permission: Permission, known: Known): PolicyDecision {
  if (known.isAdministrator) return { result: AuthorizeResult.ALLOW };
  const access = known.access[permission.name];
  if (access === undefined) return { result: AuthorizeResult.DENY };
  if (isPermission(permission, catalogEntityReadPermission)) {
    return createCatalogConditionalDecision(
      permission,
      visibleEntities(known.visibleGroups),
    );
  }
  if (
    isPermission(permission, taskReadPermission) ||
    isPermission(permission, taskCancelPermission)
  ) {
    return createScaffolderTaskConditionalDecision(
      permission,
      scaffolderTaskConditions.isTaskOwner({
        createdBy: [known.userEntityRef],
      }),
    );
  }
  // Asked without a kind of object, the question is whether it may be done anywhere.
  if (access === true || !isResourcePermission(permission)) {
    return { result: AuthorizeResult.ALLOW };
  }
  return {
    result: AuthorizeResult.CONDITIONAL,
    pluginId: 'mlops',
    resourceType: permission.resourceType,
    conditions: conditionsOf(access, permission.resourceType),
  };
}

/** Everything in the catalog but pipelines of project groups into which the person may not look. */
function visibleEntities(
  groups: string[],
): PermissionCriteria<PermissionCondition<'catalog-entity'>> {
  const isPipeline = catalogConditions.hasAnnotation({
    annotation: PIPELINE_ID_ANNOTATION,
  });
  const isTheirs = catalogConditions.isEntityOwner({ claims: groups });
  return { anyOf: [{ not: isPipeline }, isTheirs] };
}

/** Criteria in the words of the permission framework. */
function conditionsOf(
  criteria: Criteria,
  resourceType: string,
): PermissionCriteria<PermissionCondition> {
  const each = (all: readonly Criteria[]) => {
    const [first, ...others] = all.map(one => conditionsOf(one, resourceType));
    // The framework knows no empty lists: nobody is the owner of what no owner is named for.
    return first ? ([first, ...others] as const) : undefined;
  };
  const nothing = { resourceType, rule: 'IS_OWNER', params: { owners: [] } };
  if ('allOf' in criteria) {
    const all = each(criteria.allOf);
    return all ? { allOf: [...all] } : { not: nothing };
  }
  if ('anyOf' in criteria) {
    const any = each(criteria.anyOf);
    return any ? { anyOf: [...any] } : nothing;
  }
  if ('not' in criteria) {
    return { not: conditionsOf(criteria.not, resourceType) };
  }
  return { resourceType, ...criteria };
}
