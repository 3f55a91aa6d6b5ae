import type { Router } from 'express';
import { decodeCursor, pageOf } from '../store/cursor';
import { registerRoute } from './registerRoute';
import type { RouteContext } from './RouteContext';

export function registerProjectRoutes(
  router: Router,
  context: RouteContext,
): void {
  registerRoute(router, context, 'listProjects', async ({ query }) => {
    const question = { list: 'projects' };
    const [after] = decodeCursor(question, query.cursor) ?? [''];
    const rows = (await context.projects.list())
      .filter(({ name }) => name > String(after))
      .slice(0, query.limit + 1);
    const page = pageOf(rows, query.limit, question, ({ name }) => [name]);
    return {
      items: page.items.map(
        ({ name, title, description, source, entityRef }) => ({
          name,
          title,
          description,
          source,
          entityRef,
        }),
      ),
      nextCursor: page.nextCursor,
    };
  });
}
