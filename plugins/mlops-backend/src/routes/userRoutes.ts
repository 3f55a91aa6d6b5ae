import type { Router } from 'express';
import { decodeCursor, pageOf } from '../store/cursor';
import { listUserRows, toUsers } from '../store/users';
import { registerRoute } from './registerRoute';
import type { RouteContext } from './RouteContext';

export function registerUserRoutes(
  router: Router,
  context: RouteContext,
): void {
  registerRoute(router, context, 'listUsers', async ({ query }) => {
    const { limit, cursor, ...filter } = query;
    const question = { list: 'users', filter };
    const after = decodeCursor(question, cursor)?.[0];
    const rows = await listUserRows(context.db, filter, {
      limit: limit + 1,
      after: after === undefined ? undefined : String(after),
    });
    const page = pageOf(rows, limit, question, row => [row.entity_ref]);
    return { ...page, items: await toUsers(context.db, page.items) };
  });
}
