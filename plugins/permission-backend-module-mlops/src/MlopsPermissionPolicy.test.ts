import {
  AuthorizeResult,
  createPermission,
} from '@backstage/plugin-permission-common';
import { mockCredentials } from '@backstage/backend-test-utils';
import { mlopsPermissions } from '@mlops/plugin-mlops-common';
import { MlopsPermissionPolicy } from './MlopsPermissionPolicy';

const policy = new MlopsPermissionPolicy();
const alice = {
  credentials: mockCredentials.user('user:default/alice'),
  info: { userEntityRef: 'user:default/alice', ownershipEntityRefs: [] },
  token: '',
  expiresInSeconds: 60,
  identity: {
    type: 'user' as const,
    userEntityRef: 'user:default/alice',
    ownershipEntityRefs: [],
  },
};

function ask(name: string, user?: typeof alice) {
  const permission = createPermission({ name, attributes: {} });
  return policy.handle({ permission }, user);
}

describe('MlopsPermissionPolicy', () => {
  it.each(mlopsPermissions.map(permission => permission.name))(
    'lets a signed-in person use %s and nobody else',
    async name => {
      expect(await ask(name, alice)).toEqual({ result: AuthorizeResult.ALLOW });
      expect(await ask(name)).toEqual({ result: AuthorizeResult.DENY });
    },
  );

  it.each(['catalog.entity.read', 'scaffolder.action.execute', 'search.query'])(
    'lets a signed-in person use %s of the portal',
    async name => {
      expect(await ask(name, alice)).toEqual({ result: AuthorizeResult.ALLOW });
    },
  );

  it.each([
    'kubernetes.proxy',
    'kubernetes.resources.read',
    'catalog.location.create',
    'catalog.location.delete',
    'catalog.entity.create',
    'catalog.entity.delete',
  ])('keeps %s from everybody', async name => {
    expect(await ask(name, alice)).toEqual({ result: AuthorizeResult.DENY });
  });
});
