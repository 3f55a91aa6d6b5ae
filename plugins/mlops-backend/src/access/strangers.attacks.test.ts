import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { apiContract, type RouteContract } from '@mlops/plugin-mlops-common';
import request from 'supertest';
import { eventually } from '../__testUtils__/eventually';
import {
  ALICE,
  BOB,
  ROOT,
  startWithPolicy,
} from '../__testUtils__/startWithPolicy';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const NOWHERE = '01j9zzzzzzzzzzzzzzzzzzzzzz';

/** Lists, which a stranger may ask for and which then hold nothing of others. */
const LISTS = ['listPipelines', 'listRuns', 'listRetentionRemovals'];

/** Open to everybody who has signed in, by intent: what there is to work with, and whom one can ask to join. */
const OPEN = [
  'getMe',
  'listProjects',
  'getProject',
  'listCategories',
  'listJobTemplates',
  'getJobTemplate',
  'listJobTemplateVersions',
  'askToJoinProject',
  'withdrawProjectRequest',
  'leaveProject',
];

const intoVision = `apiVersion: mlops/v1
kind: Pipeline
metadata: {name: secret, title: Mine}
spec: {project: vision, tasks: [{name: a, template: step, version: 1.0.0}]}`;

/** Requests that are right in themselves, so that nothing but rights can be the reason of a refusal. */
const BODIES: Readonly<Record<string, object>> = {
  createPipeline: { yaml: intoVision },
  validatePipeline: { yaml: intoVision },
  updatePipeline: { yaml: intoVision },
};
const QUERIES: Readonly<Record<string, string>> = { searchLog: '?text=a' };

const routes = Object.entries<RouteContract>(apiContract);
const guarded = routes.filter(([name]) => ![...LISTS, ...OPEN].includes(name));

describe.each(databases.eachSupportedId())('a stranger on %s', id => {
  let suite: Awaited<ReturnType<typeof startWithPolicy>>;
  let existing: Record<string, string>;

  beforeAll(async () => {
    suite = await startWithPolicy(databases, id);
    const { as, knex, engine } = suite;
    await as(ROOT).get('/projects');
    const yaml =
      'apiVersion: mlops/v1\nkind: Pipeline\nmetadata: {name: secret, title: Secret plan}\nspec: {project: vision, tasks: [{name: first, template: step, version: 1.0.0}]}';
    const made = await as(ALICE).post('/pipelines', { yaml });
    const run = await as(ALICE).post(`/pipelines/${made.body.id}/runs`);
    const becomes = (wanted: string) =>
      eventually(
        async () => (await as(ALICE).get(`/runs/${run.body.id}`)).body.status,
        status => status === wanted,
      );
    await becomes('running');
    engine.tell(run.body.id, 'succeeded');
    await becomes('succeeded');
    await knex('retention_removals').insert({
      id: NOWHERE,
      at: 1,
      what: 'logs',
      subject: run.body.id,
      title: 'Secret plan #1',
      project: 'vision',
      bytes: 1,
      reason: 'old',
      dry_run: false,
    });
    existing = {
      pipeline: made.body.id,
      run: run.body.id,
      task: 'first',
      attempt: '1',
      path: 'page.html',
      project: 'vision',
      role: 'dev',
      member: ALICE,
    };
  });
  afterAll(() => suite.stop());

  const addressOf = ({ path }: RouteContract, idOf: Record<string, string>) =>
    path.replace(/\{(\w+)\}/g, (_, name: string) => {
      const known =
        name === 'id'
          ? idOf[path.startsWith('/pipelines') ? 'pipeline' : 'run']
          : idOf[name];
      return name === 'path' ? known : encodeURIComponent(known);
    });

  it.each(routes)('is nobody to %s without a token', async (_, contract) => {
    const answer = await request(suite.server)
      [contract.method](`/api/mlops${addressOf(contract, existing)}`)
      .set('Authorization', mockCredentials.none.header());
    expect(answer.status).toBe(401);
  });

  it.each(guarded)(
    'gets nothing from %s of another group',
    async (name, contract) => {
      const ask = (idOf: Record<string, string>) =>
        suite
          .as(BOB)
          [contract.method](
            `${addressOf(contract, idOf)}${QUERIES[name] ?? ''}`,
            BODIES[name],
          );
      const answer = await ask(existing);
      expect([403, 404]).toContain(answer.status);
      expect(answer.text).not.toContain('Secret plan');
      if (!contract.path.includes('{id}')) return;
      // Existing or not, the answer is the same.
      const missing = await ask({
        ...existing,
        pipeline: NOWHERE,
        run: NOWHERE,
      });
      const plain = (text: string) =>
        [existing.pipeline, existing.run].reduce(
          (all, one) => all.replaceAll(one, NOWHERE),
          text,
        );
      expect(missing.status).toBe(answer.status);
      expect(plain(missing.text)).toBe(plain(answer.text));
    },
  );

  it.each(LISTS)('finds nothing of another group in %s', async name => {
    const contract = routes.find(([known]) => known === name)?.[1];
    const { body } = await suite.as(BOB).get(contract?.path ?? '');
    expect(JSON.stringify(body)).not.toContain('Secret');
  });

  it.each([
    '/runs?project=vision',
    '/runs?createdBy=user:default/alice',
    '/runs?name=secret',
    '/pipelines?search=secret',
    '/pipelines?project=vision',
  ])('finds nothing by asking %s', async path => {
    const { body } = await suite.as(BOB).get(path);
    expect(body).toEqual({ items: [], nextCursor: null });
  });

  it('loses a stream that is open within five seconds when membership is lost', async () => {
    const { knex } = suite;
    await knex('project_members').insert({
      project: 'vision',
      member: BOB,
      source: 'portal',
      role: 'dev',
    });
    const { run } = existing;
    const { engine } = suite;
    const original = engine.log.bind(engine);
    engine.log = async function* endless(ref, options) {
      yield* original(ref, { ...options, follow: false });
      await new Promise(resolve =>
        options.signal.addEventListener('abort', resolve),
      );
    };
    let ended = false;
    const reading = suite
      .as(BOB)
      .get(`/runs/${run}/tasks/first/log?follow=true`)
      .then(answer => {
        ended = true;
        return answer;
      });
    await new Promise(resolve => setTimeout(resolve, 500));
    expect(ended).toBe(false);
    await knex('project_members')
      .where({ member: BOB, source: 'portal', project: 'vision' })
      .delete();
    await reading;
    expect(ended).toBe(true);
    engine.log = original;
  }, 8_000);
});
