import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  meets,
  type Access,
  type OwnedObject,
} from '@mlops/plugin-mlops-common';

/** What one may see and do, for a request that names an object. */
export interface ObjectAccess {
  /** Objects of which one may know. */
  sees: Access;
  /** Objects with which one may do what was asked for. */
  may: Access;
  /** What was asked for, in words. */
  summary: string;
}

/**
 * The object, if the request may be about it.
 *
 * @throws NotFoundError where it may not be seen, the same as where there is none
 * @throws NotAllowedError where it may be seen, and no more
 */
export function checkObject<T>(
  found: T | undefined,
  ownerOf: (found: T) => OwnedObject,
  { sees, may, summary }: ObjectAccess,
  missing: string,
): T {
  if (found === undefined || !meets(ownerOf(found), sees)) {
    throw new NotFoundError(missing);
  }
  const object = ownerOf(found);
  if (!meets(object, may)) {
    const group = object.project
      ? `; ask a creator of the project group "${object.project}"`
      : '';
    throw new NotAllowedError(`You may not do this here (${summary})${group}`);
  }
  return found;
}
