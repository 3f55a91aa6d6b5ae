import {
  mockCredentials,
  type TestBackend,
} from '@backstage/backend-test-utils';
import request from 'supertest';

const alice = mockCredentials.user.header('user:default/alice');

/** Calls of the API by Alice. */
export function callsOf(backend: Pick<TestBackend, 'server'>) {
  const at = (path: string) => `/api/mlops${path}`;
  const agent = request(backend.server);
  return {
    get: (path: string) => agent.get(at(path)).set('Authorization', alice),
    post: (path: string, body: object = {}) =>
      agent.post(at(path)).set('Authorization', alice).send(body),
    delete: (path: string) =>
      agent.delete(at(path)).set('Authorization', alice),
  };
}
