import type { Router } from 'express';
import { decodeCursor, pageOf } from '../store/cursor';
import { listRemovalRows, toRemoval } from '../store/removals';
import { registerRoute } from './registerRoute';
import type { RouteContext } from './RouteContext';

export function registerRetentionRoutes(
  router: Router,
  context: RouteContext,
): void {
  registerRoute(
    router,
    context,
    'listRetentionRemovals',
    async ({ query, access }) => {
      const { limit, cursor, ...filter } = query;
      const question = { list: 'removals', filter };
      const before = decodeCursor(question, cursor)?.[0];
      const rows = await listRemovalRows(context.db, filter, access.may, {
        limit: limit + 1,
        before: before === undefined ? undefined : String(before),
      });
      const page = pageOf(rows, limit, question, ({ id }) => [id]);
      return { ...page, items: page.items.map(toRemoval) };
    },
  );
}
