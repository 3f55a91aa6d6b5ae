import type { BasicPermission } from '@backstage/plugin-permission-common';
import { useMe } from './useMe';

/** Whether the person may do it. What they may not do is absent from the page, not dead. */
export function usePermitted(permission: BasicPermission): boolean {
  return useMe()?.permissions.includes(permission.name) ?? false;
}
