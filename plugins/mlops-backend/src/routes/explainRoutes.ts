import type { Router } from 'express';
import { explain } from '../access/explain';
import { findExplainedObject } from '../access/findExplainedObject';
import { readGrounds } from '../access/readGrounds';
import { registerRoute } from './registerRoute';
import type { RouteContext } from './RouteContext';

export function registerExplainRoutes(
  router: Router,
  context: RouteContext,
): void {
  const { db, catalog } = context;
  registerRoute(router, context, 'explain', async ({ query, credentials }) => {
    const { user, permission } = query;
    const object = await findExplainedObject(db, query);
    const grounds = await readGrounds({ db, catalog }, user, credentials);
    return explain({ user, permission, object, ...grounds });
  });
}
