import type { Router } from 'express';
import type { OwnedObject } from '@mlops/plugin-mlops-common';
import { refsOf } from '../access/refsOf';
import { checkObject, type ObjectAccess } from '../access/checkObject';
import { changeProject } from '../projects/changeProject';
import { changeQuota } from '../projects/changeQuota';
import { changeSettings } from '../projects/changeSettings';
import { createProject } from '../projects/createProject';
import { deleteProject } from '../projects/deleteProject';
import { decodeCursor, pageOf } from '../store/cursor';
import {
  expandOf,
  listProjectRows,
  toProjects,
  type ProjectRow,
} from '../store/projects';
import { registerRoute } from './registerRoute';
import type { RouteContext } from './RouteContext';

export function registerProjectRoutes(
  router: Router,
  context: RouteContext,
): void {
  const { accessChanged, config, db, dispatcher, now, projects, quotas } =
    context;
  const known = () => ({
    clusters: [...config.compile.clusters],
    namespaces: [...config.compile.namespaces],
  });

  registerRoute(router, context, 'listProjects', async request => {
    const { query, credentials, access } = request;
    await projects.refresh();
    const refs = await refsOf(credentials, context.userInfo);
    const { limit, cursor, mine, search } = query;
    const question = { list: 'projects', mine, search, refs };
    const after = decodeCursor(question, cursor)?.[0];
    const filter = { search, ...(mine && { members: refs }) };
    const rows = await listProjectRows(db, filter, access.may, {
      limit: limit + 1,
      after: after === undefined ? undefined : String(after),
    });
    const page = pageOf(rows, limit, question, ({ name }) => [name]);
    return { ...page, items: await toProjects(db, page.items, refs) };
  });

  registerRoute(router, context, 'getProject', async request => {
    const { params, credentials, access } = request;
    const row = await projectOf(context, params.project, access);
    const refs = await refsOf(credentials, context.userInfo);
    const [project] = await toProjects(db, [row], refs);
    return project;
  });

  registerRoute(router, context, 'createProject', async ({ body, actor }) => {
    // A group of the catalog of that name comes first, also one that was not looked at yet.
    await projects.find(body.name);
    await createProject(db, body, { actor, now: now() });
    accessChanged();
    return { name: body.name };
  });

  registerRoute(router, context, 'updateProject', async request => {
    const { params, body, actor, access } = request;
    const row = await projectOf(context, params.project, access);
    await changeProject(db, row, body, { actor, now: now() });
    accessChanged();
  });

  registerRoute(router, context, 'deleteProject', async request => {
    const { params, actor, access } = request;
    const row = await projectOf(context, params.project, access);
    await deleteProject(db, row, { actor, now: now() });
    accessChanged();
  });

  registerRoute(router, context, 'getProjectSettings', async request => {
    const { params, access } = request;
    const row = await projectOf(context, params.project, access);
    return { expand: expandOf(row), ...known() };
  });

  registerRoute(router, context, 'updateProjectSettings', async request => {
    const { params, body, actor, access } = request;
    const row = await projectOf(context, params.project, access);
    const by = { actor, now: now() };
    await changeSettings(db, row, body.expand, known(), by);
    accessChanged();
  });

  registerRoute(router, context, 'getProjectQuota', async request => {
    const { params, access } = request;
    const row = await projectOf(context, params.project, access);
    const [held, diskBytes] = await Promise.all([
      quotas.heldBy(row.name),
      quotas.diskBytes(row.name),
    ]);
    return {
      quota: quotas.of(row),
      isDefault: row.quota === null,
      held: { ...held, diskBytes },
    };
  });

  registerRoute(router, context, 'updateProjectQuota', async request => {
    const { params, body, actor, access } = request;
    const row = await projectOf(context, params.project, access);
    await changeQuota(db, row, body.quota, { actor, now: now() });
    accessChanged();
    dispatcher.wake();
  });
}

/** The project group of a request, if it may be about it; see `checkObject`. */
export async function projectOf(
  { projects }: RouteContext,
  name: string,
  access: ObjectAccess,
): Promise<ProjectRow> {
  const row = await projects.find(name);
  return checkObject(
    row,
    ownerOfProject,
    access,
    `There is no project group "${name}"`,
  );
}

export function ownerOfProject({
  name,
  created_by: createdBy,
}: ProjectRow): OwnedObject {
  return { project: name, createdBy };
}
