/**
 * Permissions of the other plugins of the portal, as far as roles can grant them. What stands here is decided
 * by grants like our own; what does not is for administrators only, so that a plugin that comes along opens
 * nothing by itself.
 *
 * - The Kubernetes proxy passes requests on with the portal's own service account: whoever may use it may do
 *   on the cluster whatever the portal may do, in every namespace.
 * - Who may register or remove catalog entities may make or take away the groups that own work.
 * - Somebody else's scaffolder tasks show the values that were typed into their forms.
 *
 * @public
 */
export const portalPermissions: readonly string[] = [
  'catalog.entity.read',
  'catalog.entity.create',
  'catalog.entity.delete',
  'catalog.entity.refresh',
  'catalog.entity.validate',
  'catalog.location.read',
  'catalog.location.create',
  'catalog.location.delete',
  'catalog.location.analyze',
  'catalog.ingestion.read',
  'catalog.ingestion.manage',
  'scaffolder.action.execute',
  'scaffolder.template.parameter.read',
  'scaffolder.template.step.read',
  'scaffolder.template.management',
  'scaffolder.task.read',
  'scaffolder.task.create',
  'scaffolder.task.cancel',
  'kubernetes.clusters.read',
  'kubernetes.resources.read',
  'kubernetes.proxy',
];
