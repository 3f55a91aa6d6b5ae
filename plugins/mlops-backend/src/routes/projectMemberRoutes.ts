import type { Router } from 'express';
import { removeMember } from '../projects/removeMember';
import { tellAsker } from '../projects/tellJoin';
import { setMember } from '../projects/setMember';
import { decodeCursor, pageOf } from '../store/cursor';
import { listProjectMembers } from '../store/projectMembers';
import { projectOf } from './projectRoutes';
import { registerRoute } from './registerRoute';
import type { RouteContext } from './RouteContext';

export function registerProjectMemberRoutes(
  router: Router,
  context: RouteContext,
): void {
  const { accessChanged, db, now } = context;

  registerRoute(router, context, 'listProjectMembers', async request => {
    const { params, query, access } = request;
    const { name } = await projectOf(context, params.project, access);
    const { limit, cursor, ...filter } = query;
    const question = { list: 'project-members', name, filter };
    const after = decodeCursor(question, cursor)?.[0];
    const members = await listProjectMembers(db, name, filter, {
      limit: limit + 1,
      after: after === undefined ? undefined : String(after),
    });
    return pageOf(members, limit, question, ({ member }) => [member]);
  });

  registerRoute(router, context, 'setProjectMember', async request => {
    const { params, body, actor, access } = request;
    const project = await projectOf(context, params.project, access);
    const wanted = { member: params.member, role: body.role };
    const by = { actor, now: now() };
    const hadAsked = await setMember(db, project, wanted, by);
    accessChanged();
    if (hadAsked) {
      const { member } = params;
      void tellAsker(context, project, { member, accepted: true });
    }
  });

  registerRoute(router, context, 'removeProjectMember', async request => {
    const { params, actor, access } = request;
    const project = await projectOf(context, params.project, access);
    await removeMember(db, project, params.member, { actor, now: now() });
    accessChanged();
  });

  registerRoute(router, context, 'leaveProject', async request => {
    const { params, actor, access } = request;
    const project = await projectOf(context, params.project, access);
    await removeMember(db, project, actor, { actor, now: now() });
    accessChanged();
  });
}
