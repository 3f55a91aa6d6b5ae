import { parseEntityRef, type UserEntity } from '@backstage/catalog-model';
import { locationAnnotations } from './locationAnnotations';

/** Somebody who has signed in and of whom nothing else is known. */
export function userEntity(entityRef: string): UserEntity {
  const { namespace, name } = parseEntityRef(entityRef);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'User',
    metadata: { namespace, name, annotations: locationAnnotations('users') },
    spec: { memberOf: [] },
  };
}
