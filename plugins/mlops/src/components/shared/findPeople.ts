import { stringifyEntityRef } from '@backstage/catalog-model';
import type { CatalogApi } from '@backstage/plugin-catalog-react';

/** Suggestions at most. */
const SUGGESTED = 20;

/** Entity refs of people and groups of the catalog whose name contains a text; a reference counts as its name. */
export async function findPeople(
  catalog: CatalogApi,
  search: string,
): Promise<string[]> {
  const { items } = await catalog.queryEntities({
    filter: { kind: ['User', 'Group'] },
    limit: SUGGESTED,
    fullTextFilter: {
      term: search.replace(/^.*[:/]/, ''),
      fields: ['metadata.name', 'metadata.title', 'spec.profile.displayName'],
    },
    fields: ['kind', 'metadata.name', 'metadata.namespace'],
  });
  return items.map(entity => stringifyEntityRef(entity));
}
