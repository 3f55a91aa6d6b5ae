import type { Entity } from '@backstage/catalog-model';
import { ServiceUnavailableError } from '@backstage/errors';
import type { Category } from '@mlops/plugin-mlops-common';
import type { Router } from 'express';
import { decodeCursor, pageOf } from '../store/cursor';
import { registerRoute } from './registerRoute';
import type { RouteContext } from './RouteContext';

export function registerCategoryRoutes(
  router: Router,
  context: RouteContext,
): void {
  registerRoute(
    router,
    context,
    'listCategories',
    async ({ query, credentials }) => {
      const question = { list: 'categories' };
      const after = decodeCursor(question, query.cursor);
      const { items } = await context.catalog
        .getEntities(
          { filter: { kind: 'System', 'spec.type': 'job-template-category' } },
          { credentials },
        )
        .catch(error => {
          throw new ServiceUnavailableError(
            'The catalog, which knows the categories, does not answer; try again in a moment',
            error,
          );
        });
      const all = items.map(categoryOf).sort(inPalette);
      const behind = after
        ? all.findIndex(({ name }) => name === after[0]) + 1
        : 0;
      return pageOf(
        all.slice(behind, behind + query.limit + 1),
        query.limit,
        question,
        ({ name }) => [name],
      );
    },
  );
}

function categoryOf({ metadata }: Entity): Category {
  const index = Number(metadata.annotations?.['mlops/index'] ?? 0);
  return {
    name: metadata.name,
    title: metadata.title ?? metadata.name,
    description: metadata.description ?? null,
    // A malformed annotation costs the category its place, not the list its answer.
    index: Number.isFinite(index) ? index : 0,
  };
}

function inPalette(a: Category, b: Category): number {
  return a.index - b.index || a.name.localeCompare(b.name);
}
