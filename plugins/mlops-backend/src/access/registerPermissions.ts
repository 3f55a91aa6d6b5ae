import type { PermissionsRegistryService } from '@backstage/backend-plugin-api';
import {
  isResourcePermission,
  type ResourcePermission,
} from '@backstage/plugin-permission-common';
import {
  mlopsPermissions,
  PIPELINE_RESOURCE,
  PROJECT_RESOURCE,
  RUN_RESOURCE,
} from '@mlops/plugin-mlops-common';
import type { Knex } from 'knex';
import { findOwners } from './findOwners';
import {
  pipelineResourceRef,
  projectResourceRef,
  runResourceRef,
} from './resources';
import { rulesOf } from './rulesOf';

/** Tells the permission framework what there is to decide, so that any policy can decide it. */
export function registerPermissions(
  registry: PermissionsRegistryService,
  db: Knex,
): void {
  registry.addPermissions(
    mlopsPermissions.filter(permission => permission.type === 'basic'),
  );
  registry.addResourceType({
    resourceRef: projectResourceRef,
    permissions: about(PROJECT_RESOURCE),
    rules: rulesOf(projectResourceRef),
    getResources: findOwners(db, 'projects', { id: 'name', project: 'name' }),
  });
  registry.addResourceType({
    resourceRef: pipelineResourceRef,
    permissions: about(PIPELINE_RESOURCE),
    rules: rulesOf(pipelineResourceRef),
    getResources: findOwners(db, 'pipelines', { id: 'id', project: 'project' }),
  });
  registry.addResourceType({
    resourceRef: runResourceRef,
    permissions: about(RUN_RESOURCE),
    rules: rulesOf(runResourceRef),
    getResources: findOwners(db, 'runs', { id: 'id', project: 'project' }),
  });
}

function about<T extends string>(resourceType: T): ResourcePermission<T>[] {
  return mlopsPermissions.filter(
    (permission): permission is ResourcePermission<T> =>
      isResourcePermission(permission, resourceType),
  );
}
