import { NotAllowedError, NotFoundError } from '@backstage/errors';
import {
  describePlan,
  formatDocument,
  pipelineCreatePermission,
  type PipelineDocument,
  type RunId,
} from '@mlops/plugin-mlops-common';
import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { Router } from 'express';
import { checkObject, type ObjectAccess } from '../access/checkObject';
import { DefinitionError } from '../DefinitionError';
import { newId } from '../newId';
import { checkPipeline } from '../pipelines/checkPipeline';
import { graphOf } from '../pipelines/graphOf';
import { createPipeline, revisePipeline } from '../pipelines/savePipeline';
import { decodeCursor, pageOf } from '../store/cursor';
import {
  documentOf,
  findPipelineRow,
  findRevision,
  listPipelineRows,
  pipelineCursorKey,
  toPipelines,
  type PipelineRow,
} from '../store/pipelines';
import { sourceFileOf } from '../store/sourceFileOf';
import { ownerOfProject } from './projectRoutes';
import { registerRoute } from './registerRoute';
import type { RouteContext } from './RouteContext';

export function registerPipelineRoutes(
  router: Router,
  context: RouteContext,
): void {
  const { db, compileContext, onDefinitions, now } = context;

  registerRoute(router, context, 'listPipelines', async request => {
    const { query, actor, access } = request;
    const { limit, cursor, sort, mine, ...filter } = query;
    const question = { list: 'pipelines', filter, sort, mine, actor };
    const rows = await listPipelineRows(
      db,
      { ...filter, createdBy: mine ? actor : filter.createdBy },
      access.may,
      sort,
      { limit: limit + 1, after: decodeCursor(question, cursor) },
    );
    const page = pageOf(rows, limit, question, row =>
      pipelineCursorKey(sort, row),
    );
    return { ...page, items: await toPipelines(db, page.items) };
  });

  registerRoute(router, context, 'createPipeline', async request => {
    const { body, actor, access } = request;
    const document = await runnable(body.yaml, actor, made =>
      permitProject(made, access),
    );
    const { id, revision } = await createPipeline(db, document, {
      source: 'portal',
      createdBy: actor,
      now: now(),
    });
    onDefinitions();
    return { id, revision };
  });

  registerRoute(
    router,
    context,
    'validatePipeline',
    async ({ body, actor, access }) => {
      const checked = await checkPipeline(
        compileContext,
        body.yaml,
        {
          createdBy: actor,
          now: now(),
          permit: document => permitProject(document, access),
        },
        body.parameters,
      );
      return checked.ok
        ? {
            problems: [],
            tasks: checked.value.plan ? describePlan(checked.value.plan) : [],
          }
        : {
            problems: checked.problems.map(problem => ({
              ...problem,
              path: [...problem.path],
            })),
            tasks: [],
          };
    },
  );

  registerRoute(
    router,
    context,
    'getPipeline',
    async ({ params, query, actor, access }) => {
      const row = await pipelineOf(context, params.id, access);
      const revision = query.revision ?? row.revision;
      const stored = await findRevision(db, row.id, revision);
      if (!stored) {
        throw new NotFoundError(
          `The pipeline "${row.name}" has no revision ${revision}; the newest is ${row.revision}`,
        );
      }
      const document = documentOf(stored);
      const [pipeline] = await toPipelines(db, [row]);
      const plan = await compileContext.compileDefinition({
        pipeline: { id: row.id, revision, document },
        run: {
          id: newId<RunId>(),
          number: 1,
          trigger: 'manual',
          createdBy: actor,
          createdAt: now(),
          parameters: {},
        },
      });
      return {
        ...pipeline,
        tasks: graphOf(document.spec, plan.ok ? plan.value : null),
        parameters: document.spec.parameters,
        yaml: formatDocument(document),
      };
    },
  );

  registerRoute(
    router,
    context,
    'updatePipeline',
    async ({ params, body, actor, access, credentials }) => {
      const row = await editable(params.id, access);
      const document = await runnable(body.yaml, actor, moved =>
        moved.spec.project === row.project
          ? Promise.resolve()
          : permitMove(moved, credentials, access),
      );
      if (document.metadata.name !== row.name) {
        throw new DefinitionError(
          `The pipeline "${row.name}" was not changed`,
          [
            {
              path: ['metadata', 'name'],
              message: `the name of a pipeline stays: it is "${row.name}", not "${document.metadata.name}"`,
            },
          ],
        );
      }
      const { id, revision } = await revisePipeline(db, row, document, {
        createdBy: actor,
        now: now(),
      });
      onDefinitions();
      return { id, revision };
    },
  );

  registerRoute(
    router,
    context,
    'deletePipeline',
    async ({ params, access }) => {
      const row = await editable(params.id, access);
      await db<PipelineRow>('pipelines')
        .where({ id: row.id })
        .update({ archived: true });
      onDefinitions();
    },
  );

  async function runnable(
    yaml: string,
    actor: string,
    permit: (document: PipelineDocument) => Promise<void>,
  ): Promise<PipelineDocument> {
    const checked = await checkPipeline(
      compileContext,
      yaml,
      { createdBy: actor, now: now(), permit },
      {},
    );
    if (!checked.ok) {
      throw new DefinitionError('The pipeline was refused', checked.problems);
    }
    return checked.value.document;
  }

  /** @throws NotAllowedError where the project group exists and may not be used */
  async function permitProject(
    { spec }: PipelineDocument,
    access: ObjectAccess,
  ): Promise<void> {
    const project = await context.projects.find(spec.project);
    if (!project) return;
    checkObject(project, ownerOfProject, { ...access, sees: true }, '');
  }

  /** A pipeline may go where whoever edits it might have made it. */
  async function permitMove(
    document: PipelineDocument,
    credentials: BackstageCredentials,
    access: ObjectAccess,
  ): Promise<void> {
    const decided = await context.authorizer.decide(credentials, [
      pipelineCreatePermission,
    ]);
    const may = decided[pipelineCreatePermission.name] ?? { anyOf: [] };
    await permitProject(document, { ...access, may });
  }

  async function editable(
    id: string,
    access: ObjectAccess,
  ): Promise<PipelineRow> {
    const row = await pipelineOf(context, id, access);
    if (row.source === 'catalog') {
      const file = sourceFileOf(row);
      const where = file?.editUrl ?? file?.viewUrl ?? file?.path ?? 'Git';
      throw new NotAllowedError(
        `The pipeline "${row.name}" comes from Git and is read-only here; change it in ${where}, or copy it under another name to edit it`,
      );
    }
    return row;
  }
}

/** The pipeline of a request, if it may be about it; see `checkObject`. One that is archived is not found. */
export async function pipelineOf(
  { db }: RouteContext,
  id: string,
  access: ObjectAccess,
): Promise<PipelineRow> {
  const row = await findPipelineRow(db, id);
  return checkObject(
    row,
    ({ project, created_by: createdBy }) => ({ project, createdBy }),
    access,
    `There is no pipeline ${id}`,
  );
}
