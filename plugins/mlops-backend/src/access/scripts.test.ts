import { actionsRegistryServiceFactory } from '@backstage/backend-defaults/alpha';
import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { TestDatabases } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import { startMlops } from '../__testUtils__/startMlops';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const token = (name: string, accessRestrictions?: object[]) => ({
  type: 'static',
  options: { token: `token-of-${name}`, subject: name },
  ...(accessRestrictions && { accessRestrictions }),
});

describe('scripts that sign in by a token', () => {
  let suite: Awaited<ReturnType<typeof startMlops>>;

  beforeAll(async () => {
    suite = await startMlops(databases, 'SQLITE_3', {
      authorize: 'really',
      features: [
        actionsRegistryServiceFactory,
        authServiceFactory,
        httpAuthServiceFactory,
        permissionsServiceFactory,
        catalogServiceMock.factory({ entities: [] }),
      ],
      backend: {
        auth: {
          externalAccess: [
            token('stranger'),
            token('ci'),
            token('reader', [
              { plugin: 'mlops', permission: 'mlops.pipeline.read' },
            ]),
          ],
        },
      },
    });
    const { knex } = suite;
    await knex('roles').insert({ name: 'robots', title: 'R', kind: 'custom' });
    await knex('role_grants').insert(
      ['mlops.pipeline.read', 'mlops.pipeline.run', 'mlops.run.read'].map(
        permission => ({ role: 'robots', permission, scope: 'all' }),
      ),
    );
    await knex('role_members').insert(
      ['external:ci', 'external:reader'].map(member => ({
        role: 'robots',
        member,
        source: 'portal',
      })),
    );
  });
  afterAll(() => suite.stop());

  const as = (name: string) => {
    const header = { Authorization: `Bearer token-of-${name}` };
    const at = (path: string) => `/api/mlops${path}`;
    return {
      get: (path: string) => request(suite.server).get(at(path)).set(header),
      post: (path: string, body = {}) =>
        request(suite.server).post(at(path)).set(header).send(body),
    };
  };
  const pipeline = async () => (await suite.knex('pipelines').first('id')).id;

  it('may do nothing until a role names them', async () => {
    expect((await as('stranger').get('/pipelines')).status).toBe(403);
    expect((await as('stranger').get('/me')).body.access).toEqual({});
  });

  it('have the rights of the roles that name them, and their name on what they start', async () => {
    const started = await as('ci').post(`/pipelines/${await pipeline()}/runs`);
    expect(started.status).toBe(201);
    const run = await as('ci').get(`/runs/${started.body.id}`);
    expect(run.body.createdBy).toBe('external:ci');
    expect((await as('ci').post(`/runs/${run.body.id}/stop`)).status).toBe(403);
    expect((await as('ci').get('/roles')).status).toBe(403);
  });

  it('have no more than their token allows', async () => {
    expect((await as('reader').get('/pipelines')).status).toBe(200);
    expect((await as('reader').get('/runs')).status).toBe(403);
  });

  it('do not get the rights of a plugin by asking it to act', async () => {
    const answer = await as('ci').post(
      '/.backstage/actions/v1/actions/mlops:run-pipeline/invoke',
      { pipeline: await pipeline() },
    );
    expect(answer.status).toBe(403);
  });

  it('cannot ask what others may do', async () => {
    const answer = await as('ci').post('/access', {
      userEntityRef: 'user:default/alice',
      ownershipEntityRefs: [],
    });
    expect(answer.status).toBe(403);
  });
});
