import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import type { CatalogService } from '@backstage/plugin-catalog-node';

/** Entities asked for at once. */
const BATCH = 200;

/** Entities of people by their refs, with as much as says which groups they are in. */
export async function readUsers(
  catalog: CatalogService,
  refs: readonly string[],
  credentials: BackstageCredentials,
): Promise<Map<string, Entity>> {
  const users = new Map<string, Entity>();
  for (let from = 0; from < refs.length; from += BATCH) {
    const batch = refs.slice(from, from + BATCH);
    const { items } = await catalog.getEntitiesByRefs(
      {
        entityRefs: batch,
        fields: ['kind', 'metadata', 'spec.memberOf'],
      },
      { credentials },
    );
    items.forEach((user, index) => {
      if (user) users.set(batch[index], user);
    });
  }
  return users;
}
