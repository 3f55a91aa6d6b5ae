import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import {
  mockCredentials,
  type TestDatabaseId,
  type TestDatabases,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import permissionPlugin from '@backstage/plugin-permission-backend';
import permissionModuleMlops from '@mlops/plugin-permission-backend-module-mlops';
import request from 'supertest';
import { authWithActors } from './authWithActors';
import { startMlops } from './startMlops';

/** Project groups and people of the tests: Alice is in vision, Bob in ads. */
const entities: Entity[] = [
  ['vision', 'alice'],
  ['ads', 'bob'],
].map(([group, member]) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: {
    name: group,
    namespace: 'default',
    annotations: {
      'backstage.io/managed-by-location': 'file:/org.yaml',
      'backstage.io/managed-by-origin-location': 'file:/org.yaml',
    },
  },
  spec: { type: 'mlops-project', children: [], members: [member] },
  relations: [{ type: 'hasMember', targetRef: `user:default/${member}` }],
}));

export const ROOT = 'user:default/root';
export const ALICE = 'user:default/alice';
export const BOB = 'user:default/bob';

/** The suite with the permission framework and its own policy, as in the portal. Root is administrator. */
export async function startWithPolicy(
  databases: TestDatabases,
  id: TestDatabaseId,
  options: Parameters<typeof startMlops>[2] = {},
) {
  const backend = await startMlops(databases, id, {
    ...options,
    authorize: 'really',
    mlops: {
      administrators: [ROOT],
      catalog: { trustedLocations: ['file:'] },
      ...options.mlops,
    },
    features: [
      permissionPlugin,
      permissionModuleMlops,
      permissionsServiceFactory,
      ...authWithActors,
      catalogServiceMock.factory({ entities }),
      ...(options.features ?? []),
    ],
  });
  const as = (who: string) => {
    const header = mockCredentials.user.header(who);
    const ask =
      (method: 'get' | 'post' | 'put' | 'delete') =>
      (path: string, body?: object) =>
        request(backend.server)
          [method](`/api/mlops${path}`)
          .set('Authorization', header)
          .send(body);
    return {
      get: ask('get'),
      post: ask('post'),
      put: ask('put'),
      delete: ask('delete'),
    };
  };
  return { ...backend, as };
}
