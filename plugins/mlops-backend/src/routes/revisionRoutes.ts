import { formatDocument } from '@mlops/plugin-mlops-common';
import type { Router } from 'express';
import { instant, iso } from '../store/columns';
import { decodeCursor, pageOf } from '../store/cursor';
import { documentOf, listRevisionRows } from '../store/pipelines';
import { pipelineOf } from './pipelineRoutes';
import { registerRoute } from './registerRoute';
import type { RouteContext } from './RouteContext';

export function registerRevisionRoutes(
  router: Router,
  context: RouteContext,
): void {
  registerRoute(router, context, 'listRevisions', async request => {
    const { params, query, access } = request;
    const { id } = await pipelineOf(context, params.id, access);
    const question = { list: 'revisions', id };
    const before = decodeCursor(question, query.cursor)?.[0];
    const rows = await listRevisionRows(context.db, id, {
      limit: query.limit + 1,
      before: before === undefined ? undefined : Number(before),
    });
    const page = pageOf(rows, query.limit, question, row => [row.revision]);
    return {
      ...page,
      items: page.items.map(row => ({
        revision: row.revision,
        createdAt: iso(instant(row.created_at)),
        createdBy: row.created_by,
        digest: row.digest,
        yaml: formatDocument(documentOf(row)),
      })),
    };
  });
}
