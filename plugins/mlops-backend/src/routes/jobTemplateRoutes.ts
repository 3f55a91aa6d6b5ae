import { NotFoundError } from '@backstage/errors';
import type { JobTemplate } from '@mlops/plugin-mlops-common';
import type { Router } from 'express';
import { decodeCursor, pageOf } from '../store/cursor';
import {
  findJobTemplate,
  listJobTemplates,
  listJobTemplateVersions,
} from '../store/jobTemplates';
import { registerRoute } from './registerRoute';
import type { RouteContext } from './RouteContext';

export function registerJobTemplateRoutes(
  router: Router,
  context: RouteContext,
): void {
  const { db } = context;

  registerRoute(router, context, 'listJobTemplates', async ({ query }) => {
    const { limit, cursor, ...filter } = query;
    const question = { list: 'job-templates', filter };
    const rows = await listJobTemplates(db, filter, {
      limit: limit + 1,
      after: decodeCursor(question, cursor),
    });
    return pageOf(rows, limit, question, ({ index, name }) => [index, name]);
  });

  registerRoute(router, context, 'getJobTemplate', ({ params }) =>
    templateOf(context, params.id),
  );

  registerRoute(
    router,
    context,
    'listJobTemplateVersions',
    async ({ params, query }) => {
      const { id } = await templateOf(context, params.id);
      const question = { list: 'job-template-versions', id };
      const rows = await listJobTemplateVersions(db, id, {
        limit: query.limit + 1,
        after: decodeCursor(question, query.cursor),
      });
      return pageOf(rows, query.limit, question, ({ createdAt, version }) => [
        Date.parse(createdAt),
        version,
      ]);
    },
  );
}

async function templateOf(
  { db }: RouteContext,
  id: string,
): Promise<JobTemplate> {
  const template = await findJobTemplate(db, id);
  if (!template) throw new NotFoundError(`There is no job template ${id}`);
  return template;
}
