import { actionsRegistryServiceFactory } from '@backstage/backend-defaults/alpha';
import { authServiceFactory } from '@backstage/backend-defaults/auth';
import { httpAuthServiceFactory } from '@backstage/backend-defaults/httpAuth';
import { permissionsServiceFactory } from '@backstage/backend-defaults/permissions';
import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import request from 'supertest';
import { eventually } from '../__testUtils__/eventually';
import { startMlops } from '../__testUtils__/startMlops';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3'] });

const ALICE = mockCredentials.user.header('user:default/alice');
const MALLORY = mockCredentials.user.header('user:default/mallory');

const AT = '/api/mlops/.backstage/actions/v1/actions';

async function started() {
  const backend = await startMlops(databases, 'SQLITE_3', {
    features: [
      actionsRegistryServiceFactory,
      catalogServiceMock.factory({ entities: [] }),
    ],
    // Mallory may list pipelines and nothing else.
    authorize: async (asked, options) =>
      asked.map(({ permission }) => ({
        result:
          JSON.stringify(options).includes('mallory') &&
          permission.name !== 'mlops.pipeline.read'
            ? AuthorizeResult.DENY
            : AuthorizeResult.ALLOW,
      })),
  });
  const agent = request(backend.server);
  return {
    ...backend,
    list: async (who: string) => {
      const { body } = await agent.get(AT).set('Authorization', who);
      return body.actions as Array<{ id: string; attributes: object }>;
    },
    invoke: (name: string, input: object, who = ALICE) =>
      agent
        .post(`${AT}/mlops:${name}/invoke`)
        .set('Authorization', who)
        .send(input),
  };
}

describe('the actions', () => {
  it('make a pipeline, run it, tell of it, read its log and stop it', async () => {
    const { invoke, stop } = await started();
    const made = await invoke('create-pipeline', {
      name: 'fresh',
      spec: {
        project: 'public',
        tasks: [{ name: 'first', template: 'step', version: '1.0.0' }],
      },
    });
    expect(made.body.output).toEqual({
      id: expect.any(String),
      url: `http://portal.example/mlops/pipelines/${made.body.output.id}`,
      entityRef: 'component:default/ml-pipeline-fresh',
    });
    const listed = await invoke('list-pipelines', { search: 'fresh' });
    expect(listed.body.output.pipelines).toMatchObject([
      { id: made.body.output.id, name: 'fresh', lastRun: null },
    ]);

    const begun = await invoke('run-pipeline', { pipeline: 'fresh' });
    const { run } = begun.body.output;
    const status = async () =>
      (await invoke('get-run', { run })).body.output.status;
    await eventually(status, now => now === 'running');
    const log = await invoke('get-log', { run, task: 'first', offset: -3 });
    expect(log.body.output).toEqual({
      text: 'lo\n',
      offset: 3,
      nextOffset: 6,
      size: 6,
    });

    await invoke('stop-run', { run });
    await eventually(status, now => now === 'stopped');
    const after = await invoke('get-run', { run });
    expect(after.body.output).toMatchObject({
      pipeline: 'fresh',
      final: true,
      createdBy: 'user:default/alice',
      tasks: [{ name: 'first', status: 'stopped' }],
    });
    await stop();
  });

  it('are hidden from a stranger and refuse them, by name and by id', async () => {
    const { invoke, list, stop } = await started();
    expect((await list(MALLORY)).map(({ id }) => id)).toEqual([
      'mlops:list-pipelines',
    ]);
    const { body } = await invoke('list-pipelines', {}, MALLORY);
    const [{ id, name }] = body.output.pipelines;
    for (const pipeline of [id, name]) {
      const refused = await invoke('run-pipeline', { pipeline }, MALLORY);
      expect(refused.status).toBe(404);
    }
    const begun = await invoke('run-pipeline', { pipeline: name });
    const { run } = begun.body.output;
    for (const [action, input] of [
      ['get-run', { run }],
      ['get-log', { run, task: 'first' }],
      ['stop-run', { run }],
      ['create-pipeline', { name: 'x', spec: {} }],
    ] as const) {
      expect((await invoke(action, input, MALLORY)).status).toBe(404);
    }
    const still = await invoke('get-run', { run });
    expect(still.body.output.final).toBe(false);
    await stop();
  });

  it('say which of them read, and which end work', async () => {
    const { list, stop } = await started();
    const attributes = Object.fromEntries(
      (await list(ALICE)).map(action => [action.id, action.attributes]),
    );
    const reading = { readOnly: true, destructive: false, idempotent: true };
    expect(attributes).toEqual({
      'mlops:list-pipelines': reading,
      'mlops:get-run': reading,
      'mlops:get-log': reading,
      'mlops:create-pipeline': {
        readOnly: false,
        destructive: false,
        idempotent: false,
      },
      'mlops:run-pipeline': {
        readOnly: false,
        destructive: true,
        idempotent: false,
      },
      'mlops:stop-run': {
        readOnly: false,
        destructive: true,
        idempotent: true,
      },
    });
    await stop();
  });

  it.each([
    ['run-pipeline', { pipeline: 'nope' }, 404, /no pipeline "nope"/],
    [
      'run-pipeline',
      { pipeline: 'demo', parameters: { size: 'x' } },
      400,
      /size/,
    ],
    ['get-run', { run: 'nope' }, 404, /nope/],
    [
      'create-pipeline',
      {
        name: 'y',
        spec: {
          project: 'public',
          tasks: [{ name: 'a', template: 'ghost', version: '1' }],
        },
      },
      400,
      /ghost/,
    ],
    [
      'get-log',
      { run: '01jnspp000000000000000dgts', task: 'a', limit: 1e9 },
      400,
      /limit|Invalid input/,
    ],
  ])('%s says what is wrong with %j', async (action, input, status, said) => {
    const { invoke, stop } = await started();
    const answer = await invoke(action, input);
    expect(answer.status).toBe(status);
    expect(answer.body.error.message).toMatch(said);
    await stop();
  });

  it('do not lend the rights of the plugin to a service whose token has fewer', async () => {
    const { server, knex, stop } = await startMlops(databases, 'SQLITE_3', {
      features: [
        actionsRegistryServiceFactory,
        catalogServiceMock.factory({ entities: [] }),
        authServiceFactory,
        httpAuthServiceFactory,
        permissionsServiceFactory,
      ],
      authorize: 'really',
      backend: {
        auth: {
          externalAccess: [
            {
              type: 'static',
              options: { token: 'only-for-runs', subject: 'runner' },
              accessRestrictions: [
                { plugin: 'mlops', permission: 'mlops.pipeline.run' },
              ],
            },
          ],
        },
      },
    });
    const { id } = await knex('pipelines').first('id');
    const refused = await request(server)
      .post(`${AT}/mlops:run-pipeline/invoke`)
      .set('Authorization', 'Bearer only-for-runs')
      .send({ pipeline: id });
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toMatch(/cannot be delegated/);
    expect(await knex('runs').pluck('id')).toEqual([]);
    await stop();
  });
});
