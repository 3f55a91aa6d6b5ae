import type { Router } from 'express';
import { listAuditRows, toAuditRecord } from '../store/auditRecords';
import { decodeCursor, pageOf } from '../store/cursor';
import { registerRoute } from './registerRoute';
import type { RouteContext } from './RouteContext';

export function registerAuditRoutes(
  router: Router,
  context: RouteContext,
): void {
  registerRoute(router, context, 'listAuditRecords', async ({ query }) => {
    const { limit, cursor, ...filter } = query;
    const question = { list: 'audit', filter };
    const before = decodeCursor(question, cursor)?.[0];
    const rows = await listAuditRows(context.db, filter, {
      limit: limit + 1,
      before: before === undefined ? undefined : String(before),
    });
    const page = pageOf(rows, limit, question, ({ id }) => [id]);
    return { ...page, items: page.items.map(toAuditRecord) };
  });
}
