import { ConflictError, NotFoundError } from '@backstage/errors';
import type { Router } from 'express';
import { refsOf } from '../access/refsOf';
import { tellAsker, tellCreators } from '../projects/tellJoin';
import { decodeCursor, pageOf } from '../store/cursor';
import { instant } from '../store/columns';
import { effectiveRoles } from '../store/projectMembers';
import {
  listProjectRequestRows,
  toProjectRequest,
  type ProjectRequestRow,
} from '../store/projectRequests';
import { projectOf } from './projectRoutes';
import { registerRoute } from './registerRoute';
import type { RouteContext } from './RouteContext';

export function registerProjectRequestRoutes(
  router: Router,
  context: RouteContext,
): void {
  const { accessChanged, db, now } = context;

  registerRoute(router, context, 'askToJoinProject', async request => {
    const { params, body, actor, access, credentials } = request;
    const project = await projectOf(context, params.project, access);
    const refs = await refsOf(credentials, context.userInfo);
    const roles = await effectiveRoles(db, [project.name], refs);
    if (roles.has(project.name)) {
      throw new ConflictError(`You are a member of "${project.title}" already`);
    }
    const asked = { member: actor, message: body.message || null };
    await db<ProjectRequestRow>('project_requests')
      .insert({
        project: project.name,
        ...asked,
        asked_at: now(),
      })
      .onConflict(['project', 'member'])
      .merge(['message']);
    accessChanged();
    void tellCreators(context, project, asked);
  });

  registerRoute(router, context, 'listProjectRequests', async request => {
    const { params, query, access } = request;
    const { name } = await projectOf(context, params.project, access);
    const question = { list: 'project-requests', name };
    const rows = await listProjectRequestRows(db, name, {
      limit: query.limit + 1,
      after: decodeCursor(question, query.cursor),
    });
    const page = pageOf(rows, query.limit, question, row => [
      instant(row.asked_at),
      row.member,
    ]);
    return { ...page, items: page.items.map(toProjectRequest) };
  });

  registerRoute(router, context, 'dismissProjectRequest', async request => {
    const { params, access } = request;
    const project = await projectOf(context, params.project, access);
    const { member } = params;
    if ((await remove(project.name, member)) === 0) {
      throw new NotFoundError(
        `"${member}" has not asked to join "${project.title}"`,
      );
    }
    accessChanged();
    void tellAsker(context, project, { member, accepted: false });
  });

  registerRoute(router, context, 'withdrawProjectRequest', async request => {
    const { params, actor, access } = request;
    const { name } = await projectOf(context, params.project, access);
    await remove(name, actor);
    accessChanged();
  });

  function remove(project: string, member: string): Promise<number> {
    return db('project_requests').where({ project, member }).delete();
  }
}
