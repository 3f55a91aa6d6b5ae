import {
  meets,
  type MlopsPermission,
  type OwnedObject,
} from '@mlops/plugin-mlops-common';
import { useMe } from './useMe';

/**
 * Whether the person may do it with that object, or with any at all where none is named. What they may not do
 * is absent from the page, not dead.
 */
export function usePermitted(
  permission: MlopsPermission,
  object?: OwnedObject,
): boolean {
  const may = usePermission(permission);
  return may(object);
}

/** The same for many objects. */
export function usePermission(
  permission: MlopsPermission,
): (object?: OwnedObject) => boolean {
  const access = useMe()?.access[permission.name];
  return object =>
    access !== undefined && (object === undefined || meets(object, access));
}
