import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import type { EntityProviderMutation } from '@backstage/plugin-catalog-node';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { userEntity } from './userEntity';
import { UsersProvider } from './UsersProvider';

const fromOrg: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: {
    name: 'alice',
    namespace: 'default',
    annotations: {
      'backstage.io/managed-by-origin-location': 'file:/org.yaml',
    },
  },
  spec: { memberOf: [] },
};

describe('UsersProvider', () => {
  it('brings people whom nobody else brings, and keeps those that it brought', async () => {
    const mutations: EntityProviderMutation[] = [];
    const known = userEntity('user:default/bob');
    const provider = new UsersProvider({
      auth: mockServices.auth(),
      discovery: mockServices.discovery(),
      events: mockServices.events.mock(),
      catalog: catalogServiceMock({
        entities: [
          fromOrg,
          { ...known, metadata: { ...known.metadata, namespace: 'default' } },
        ],
      }),
      runner: { run: async task => task.fn(new AbortController().signal) },
      fetch: async () =>
        Response.json({
          items: ['alice', 'bob', 'carol'].map(name => ({
            entityRef: `user:default/${name}`,
          })),
          nextCursor: null,
        }),
    });
    await provider.connect({
      applyMutation: async mutation => void mutations.push(mutation),
      refresh: async () => {},
    });
    expect(mutations).toMatchObject([
      {
        type: 'full',
        entities: [
          { entity: { kind: 'User', metadata: { name: 'bob' } } },
          { entity: { kind: 'User', metadata: { name: 'carol' } } },
        ],
      },
    ]);
  });
});
