/**
 * Permissions of other plugins that nobody gets by merely signing in.
 *
 * - The Kubernetes proxy passes requests on with the portal's own service account: whoever may use it
 *   may do on the cluster whatever the portal may do, in every namespace.
 * - Who may register or remove catalog entities may make or take away the groups that own work.
 * - Somebody else's scaffolder tasks show the values that were typed into their forms.
 */
const WITHHELD: ReadonlySet<string> = new Set([
  'kubernetes.proxy',
  'kubernetes.resources.read',
  'catalog.entity.create',
  'catalog.entity.delete',
  'catalog.entity.refresh',
  'catalog.location.create',
  'catalog.location.delete',
  'catalog.location.analyze',
  'catalog.entity.validate',
  'scaffolder.template.management',
]);

export function isWithheld(permission: string): boolean {
  return WITHHELD.has(permission);
}
