import { createPermissionResourceRef } from '@backstage/plugin-permission-node';
import {
  PIPELINE_RESOURCE,
  PROJECT_RESOURCE,
  RUN_RESOURCE,
  type Criteria,
  type OwnedObject,
} from '@mlops/plugin-mlops-common';

/** What permissions are about, as the permission framework names it. */
export const projectResourceRef = createPermissionResourceRef<
  OwnedObject,
  Criteria
>().with({ pluginId: 'mlops', resourceType: PROJECT_RESOURCE });

export const pipelineResourceRef = createPermissionResourceRef<
  OwnedObject,
  Criteria
>().with({ pluginId: 'mlops', resourceType: PIPELINE_RESOURCE });

export const runResourceRef = createPermissionResourceRef<
  OwnedObject,
  Criteria
>().with({ pluginId: 'mlops', resourceType: RUN_RESOURCE });
