import { parseEntityRef } from '@backstage/catalog-model';

/** Name of a person's own role: `user:alice`, or `user:team/alice` outside of the default namespace. */
export function personalRoleOf(entityRef: string): string {
  const { kind, namespace, name } = parseEntityRef(entityRef);
  return namespace === 'default'
    ? `${kind}:${name}`
    : `${kind}:${namespace}/${name}`;
}
