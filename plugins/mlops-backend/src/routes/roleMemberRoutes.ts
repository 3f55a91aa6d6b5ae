import type { Router } from 'express';
import { addRoleMember } from '../access/addRoleMember';
import { removeRoleMember } from '../access/removeRoleMember';
import { decodeCursor, pageOf } from '../store/cursor';
import { listRoleMemberRows, toRoleMember } from '../store/roleMembers';
import { registerRoute } from './registerRoute';
import { roleOf } from './roleRoutes';
import type { RouteContext } from './RouteContext';

export function registerRoleMemberRoutes(
  router: Router,
  context: RouteContext,
): void {
  const { db, now, accessChanged } = context;

  registerRoute(router, context, 'listRoleMembers', async request => {
    const { params, query } = request;
    const { name } = await roleOf(context, params.role);
    const { limit, cursor, ...filter } = query;
    const question = { list: 'role-members', name, filter };
    const after = decodeCursor(question, cursor)?.[0];
    const rows = await listRoleMemberRows(db, name, filter, {
      limit: limit + 1,
      after: after === undefined ? undefined : String(after),
    });
    const page = pageOf(rows, limit, question, ({ member }) => [member]);
    return { ...page, items: page.items.map(toRoleMember) };
  });

  registerRoute(router, context, 'addRoleMember', async request => {
    const { params, actor } = request;
    const role = await roleOf(context, params.role);
    await addRoleMember(db, role, params.member, { actor, now: now() });
    accessChanged();
  });

  registerRoute(router, context, 'removeRoleMember', async request => {
    const { params, actor } = request;
    const role = await roleOf(context, params.role);
    await removeRoleMember(db, role, params.member, { actor, now: now() });
    accessChanged();
  });
}
