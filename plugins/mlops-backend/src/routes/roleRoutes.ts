import { NotFoundError } from '@backstage/errors';
import type { Router } from 'express';
import { changeRole } from '../access/changeRole';
import { createRole } from '../access/createRole';
import { deleteRole } from '../access/deleteRole';
import { setGrants } from '../access/setGrants';
import { decodeCursor, pageOf } from '../store/cursor';
import {
  findRoleRow,
  grantsOfRole,
  listRoleRows,
  toRoles,
  type RoleRow,
} from '../store/roles';
import { registerRoute } from './registerRoute';
import type { RouteContext } from './RouteContext';

export function registerRoleRoutes(
  router: Router,
  context: RouteContext,
): void {
  const { db, now, accessChanged } = context;

  registerRoute(router, context, 'listRoles', async ({ query }) => {
    const { limit, cursor, ...filter } = query;
    const question = { list: 'roles', filter };
    const rows = await listRoleRows(db, filter, {
      limit: limit + 1,
      after: decodeCursor(question, cursor),
    });
    const page = pageOf(rows, limit, question, row => [row.kind, row.name]);
    return { ...page, items: await toRoles(db, page.items) };
  });

  registerRoute(router, context, 'getRole', ({ params }) =>
    detailOf(params.role),
  );

  registerRoute(router, context, 'createRole', async ({ body, actor }) => {
    await createRole(db, body, { actor, now: now() });
    accessChanged();
    return { name: body.name };
  });

  registerRoute(router, context, 'updateRole', async request => {
    const { params, body, actor } = request;
    await changeRole(db, await roleOf(context, params.role), body, {
      actor,
      now: now(),
    });
    accessChanged();
  });

  registerRoute(router, context, 'deleteRole', async ({ params, actor }) => {
    await deleteRole(db, await roleOf(context, params.role), {
      actor,
      now: now(),
    });
    accessChanged();
  });

  registerRoute(router, context, 'setRoleGrants', async request => {
    const { params, body, actor } = request;
    await setGrants(db, params.role, body, { actor, now: now() });
    accessChanged();
    return detailOf(params.role);
  });

  async function detailOf(name: string) {
    const row = await roleOf(context, name);
    const [role] = await toRoles(db, [row]);
    return { ...role, grants: await grantsOfRole(db, name) };
  }
}

export async function roleOf(
  { db }: RouteContext,
  name: string,
): Promise<RoleRow> {
  const row = await findRoleRow(db, name);
  if (!row) throw new NotFoundError(`There is no role "${name}"`);
  return row;
}
