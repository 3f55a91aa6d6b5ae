import { accessOf, meets, type Access } from '@mlops/plugin-mlops-common';
import type { Router } from 'express';
import { ensureUser } from '../access/ensureUser';
import { grantedTo } from '../access/grantedTo';
import { personOf } from '../access/principals';
import { listProjectRows } from '../store/projects';
import { rememberVisit } from '../store/users';
import { registerRoute } from './registerRoute';
import type { RouteContext } from './RouteContext';

export function registerMeRoutes(router: Router, context: RouteContext): void {
  const { authorizer, db, engine, now } = context;

  registerRoute(router, context, 'getMe', async ({ credentials, actor }) => {
    const person = personOf(credentials);
    if (person !== undefined) {
      // Where another policy decides, nobody has asked us about the person yet.
      if (await ensureUser(db, person, now())) context.accessChanged();
      await rememberVisit(db, person, now());
    }
    return {
      userEntityRef: actor,
      access: await authorizer.decide(credentials),
      engine: {
        id: engine.id,
        images: engine.capabilities.images,
        nodes: engine.admin !== undefined,
      },
    };
  });

  registerRoute(router, context, 'getSubjectAccess', async ({ body }) => {
    const { userEntityRef, ownershipEntityRefs } = body;
    if (await ensureUser(db, userEntityRef, now())) context.accessChanged();
    const granted = await grantedTo(db, userEntityRef, ownershipEntityRefs);
    const access = accessOf(granted);
    return {
      isAdministrator: granted.isAdministrator,
      access,
      visibleGroups: granted.isAdministrator
        ? []
        : await groupsWith(access['mlops.pipeline.read']),
    };
  });

  async function groupsWith(access: Access | undefined): Promise<string[]> {
    if (access === undefined) return [];
    return (await listProjectRows(db, {}, true))
      .filter(({ name }) => meets({ project: name, createdBy: null }, access))
      .map(row => row.entity_ref);
  }
}
