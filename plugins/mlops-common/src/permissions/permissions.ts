import {
  createPermission,
  type BasicPermission,
} from '@backstage/plugin-permission-common';

type Action = 'create' | 'read' | 'update' | 'delete';

/** One permission per verb and module; objects never get names of their own. @public */
export const projectReadPermission = permission('project.read', 'read');
/** @public */
export const categoryReadPermission = permission('category.read', 'read');
/** @public */
export const jobTemplateReadPermission = permission(
  'job-template.read',
  'read',
);
/** @public */
export const pipelineReadPermission = permission('pipeline.read', 'read');
/** @public */
export const pipelineCreatePermission = permission('pipeline.create', 'create');
/** @public */
export const pipelineUpdatePermission = permission('pipeline.update', 'update');
/** @public */
export const pipelineDeletePermission = permission('pipeline.delete', 'delete');
/** @public */
export const pipelineRunPermission = permission('pipeline.run', 'update');
/** @public */
export const runReadPermission = permission('run.read', 'read');
/** @public */
export const runStopPermission = permission('run.stop', 'update');
/** @public */
export const runClearPermission = permission('run.clear', 'update');
/** @public */
export const runDeletePermission = permission('run.delete', 'delete');
/** @public */
export const logReadPermission = permission('log.read', 'read');

/** Every permission of the suite, in the order of the Security page. @public */
export const mlopsPermissions: readonly BasicPermission[] = [
  projectReadPermission,
  categoryReadPermission,
  jobTemplateReadPermission,
  pipelineReadPermission,
  pipelineCreatePermission,
  pipelineUpdatePermission,
  pipelineDeletePermission,
  pipelineRunPermission,
  runReadPermission,
  runStopPermission,
  runClearPermission,
  runDeletePermission,
  logReadPermission,
];

function permission(name: string, action: Action): BasicPermission {
  return createPermission({ name: `mlops.${name}`, attributes: { action } });
}
