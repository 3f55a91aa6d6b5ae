import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { mlopsPermissions } from '@mlops/plugin-mlops-common';
import type { Router } from 'express';
import { rememberUser } from '../store/users';
import { registerRoute } from './registerRoute';
import { isUser, type RouteContext } from './RouteContext';

export function registerMeRoutes(router: Router, context: RouteContext): void {
  registerRoute(router, context, 'getMe', async ({ credentials, actor }) => {
    if (isUser(credentials.principal)) {
      await rememberUser(context.db, actor, context.now());
    }
    const decisions = await context.permissions.authorize(
      mlopsPermissions.map(permission => ({ permission })),
      { credentials },
    );
    return {
      userEntityRef: actor,
      permissions: mlopsPermissions
        .filter((_, i) => decisions[i].result === AuthorizeResult.ALLOW)
        .map(({ name }) => name),
      engine: {
        id: context.engine.id,
        images: context.engine.capabilities.images,
      },
    };
  });
}
