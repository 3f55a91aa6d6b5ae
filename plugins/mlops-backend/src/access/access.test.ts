import { TestDatabases } from '@backstage/backend-test-utils';
import {
  ALICE,
  BOB,
  ROOT,
  startWithPolicy,
} from '../__testUtils__/startWithPolicy';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const pipelineOf = (project: string, name: string) => ({
  yaml: `apiVersion: mlops/v1\nkind: Pipeline\nmetadata: {name: ${name}}\nspec: {project: ${project}, tasks: [{name: a, template: step, version: 1.0.0}]}`,
});

describe.each(databases.eachSupportedId())('rights on %s', id => {
  let suite: Awaited<ReturnType<typeof startWithPolicy>>;
  const as = (who: string) => suite.as(who);

  beforeAll(async () => {
    suite = await startWithPolicy(databases, id);
    // Brings the groups of the catalog.
    await as(ROOT).get('/projects');
    await suite
      .knex('project_members')
      .insert([
        { project: 'vision', member: ALICE, source: 'catalog', role: 'dev' },
        { project: 'ads', member: BOB, source: 'catalog', role: 'dev' },
      ])
      .onConflict(['project', 'member', 'source'])
      .ignore();
  });
  afterAll(() => suite.stop());

  async function made(who: string, project: string, name: string) {
    const answer = await as(who).post('/pipelines', pipelineOf(project, name));
    expect([answer.status, answer.body]).toEqual([201, expect.anything()]);
    return answer.body.id as string;
  }

  it('make one person of a hundred first requests at the same moment', async () => {
    const newcomer = 'user:default/newcomer';
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => as(newcomer).get('/me')),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(
      new Set([200]),
    );
    const { knex } = suite;
    expect(
      await knex('role_members').where({ member: newcomer }).pluck('role'),
    ).toEqual(expect.arrayContaining(['gamma', 'user:newcomer']));
    expect(
      await knex('project_members')
        .where({ member: newcomer })
        .select('project', 'role'),
    ).toEqual([{ project: 'public', role: 'dev' }]);
    expect(
      await knex('audit_records').where({ subject: newcomer }),
    ).toHaveLength(1);
    expect(await knex('roles').where({ name: 'user:newcomer' })).toMatchObject([
      { kind: 'personal' },
    ]);
  });

  it('do not come back to whom they were taken', async () => {
    const { knex } = suite;
    const someone = 'user:default/someone';
    await as(someone).get('/me');
    const path = `/roles/gamma/members/${encodeURIComponent(someone)}`;
    expect((await as(ROOT).delete(path)).status).toBe(204);
    const { body } = await as(someone).get('/me');
    expect(Object.keys(body.access)).not.toContain('mlops.page.home.view');
    expect(
      await knex('role_members').where({ member: someone, role: 'gamma' }),
    ).toEqual([]);
  });

  it('let members work in their project group and strangers not know of it', async () => {
    const pipeline = await made(ALICE, 'vision', 'hidden');
    const started = await as(ALICE).post(`/pipelines/${pipeline}/runs`);
    expect(started.status).toBe(201);
    const run: string = started.body.id;

    const seen = await as(BOB).get('/pipelines');
    expect(seen.body.items.map((one: { name: string }) => one.name)).toEqual([
      'demo',
    ]);
    expect((await as(BOB).get('/runs')).body.items).toEqual([]);
    const missing = await as(BOB).get('/runs/01j9zzzzzzzzzzzzzzzzzzzzzz');
    const stranger = await as(BOB).get(`/runs/${run}`);
    expect(stranger.status).toBe(404);
    expect(stranger.body.error.message.replace(run, 'X')).toBe(
      missing.body.error.message.replace('01j9zzzzzzzzzzzzzzzzzzzzzz', 'X'),
    );
    expect((await as(BOB).post(`/pipelines/${pipeline}/runs`)).status).toBe(
      404,
    );
    expect(
      (await as(BOB).post('/pipelines', pipelineOf('vision', 'mine'))).status,
    ).toBe(403);
    expect((await as(ROOT).get(`/runs/${run}`)).status).toBe(200);
  });

  it('tell apart what may be seen and what may be done', async () => {
    const pipeline = await made(ALICE, 'public', 'open-to-all');
    expect((await as(BOB).get(`/pipelines/${pipeline}`)).status).toBe(200);
    const refused = await as(BOB).delete(`/pipelines/${pipeline}`);
    expect(refused.status).toBe(403);
    expect(refused.body.error.message).toContain('public');
    expect((await as(ALICE).delete(`/pipelines/${pipeline}`)).status).toBe(204);
  });

  it('let nobody move a pipeline to where they could not have made it', async () => {
    const pipeline = await made(ALICE, 'public', 'wanders');
    const moved = await as(ALICE).put(
      `/pipelines/${pipeline}`,
      pipelineOf('ads', 'wanders'),
    );
    expect(moved.status).toBe(403);
    const home = await as(ALICE).put(
      `/pipelines/${pipeline}`,
      pipelineOf('vision', 'wanders'),
    );
    expect(home.status).toBe(200);
    // The first revision would still run in the group that it has left.
    const { knex } = suite;
    await knex('project_members').where({ project: 'public' }).delete();
    const run = (await as(ALICE).post(`/pipelines/${pipeline}/runs`)).body.id;
    await knex('runs').where({ id: run }).update({ revision: 1 });
    const again = await as(ALICE).post(`/runs/${run}/rerun`);
    expect(again.status).toBe(409);
    expect(again.body.error.message).toContain('has moved');
  });

  it('count from the next request on when a role is changed', async () => {
    const roles = as(ROOT);
    const { body: dev } = await roles.get('/roles/dev');
    const pipeline = await made(ALICE, 'vision', 'changing');
    const grants = dev.grants.filter(
      (grant: { permission: string }) =>
        grant.permission !== 'mlops.pipeline.read',
    );
    const saved = await roles.put('/roles/dev/grants', {
      grants,
      version: dev.version,
    });
    expect(saved.status).toBe(200);
    expect((await as(ALICE).get(`/pipelines/${pipeline}`)).status).toBe(403);
    const outdated = await roles.put('/roles/dev/grants', {
      grants: dev.grants,
      version: dev.version,
    });
    expect(outdated.status).toBe(409);
    await roles.put('/roles/dev/grants', {
      grants: dev.grants,
      version: saved.body.version,
    });
    expect((await as(ALICE).get(`/pipelines/${pipeline}`)).status).toBe(200);
  });

  it('keep administration from everybody else', async () => {
    for (const path of [
      '/roles',
      '/roles/admin/members',
      '/users',
      '/audit',
      `/explain?user=${BOB}&permission=mlops.run.read`,
    ]) {
      expect([path, (await as(ALICE).get(path)).status]).toEqual([path, 403]);
    }
    const self = `/roles/admin/members/${encodeURIComponent(ALICE)}`;
    expect((await as(ALICE).put(self)).status).toBe(403);
    const asked = await as(ALICE).post('/access', {
      userEntityRef: ROOT,
      ownershipEntityRefs: [],
    });
    expect(asked.status).toBe(403);
  });

  it('make a role that an administrator invents, and say in the record who changed what', async () => {
    const roles = as(ROOT);
    const body = { name: 'auditors', title: 'Auditors' };
    expect((await roles.post('/roles', body)).status).toBe(201);
    expect((await roles.post('/roles', body)).status).toBe(409);
    const grants = [{ permission: 'mlops.audit.read', scope: 'all' }];
    await roles.put('/roles/auditors/grants', { grants, version: 0 });
    const member = `/roles/auditors/members/${encodeURIComponent(BOB)}`;
    expect((await as(BOB).get('/audit')).status).toBe(403);
    await roles.put(member);
    await roles.put(member);
    const { body: record } = await as(BOB).get(
      '/audit?subjectKind=role&subject=auditors',
    );
    expect(record.items).toMatchObject([
      { action: 'member-added', actor: ROOT, after: { member: BOB } },
      { action: 'grants-changed', before: [], after: grants },
      { action: 'role-created', after: { title: 'Auditors', grants: [] } },
    ]);
    const { body: about } = await roles.get(
      `/audit?subject=auditors&person=${encodeURIComponent(BOB)}`,
    );
    expect(about.items).toMatchObject([{ action: 'member-added' }]);
    const { body: by } = await roles.get(
      `/audit?subject=auditors&person=${encodeURIComponent(ROOT)}`,
    );
    expect(by.items).toHaveLength(3);
    expect((await roles.delete('/roles/auditors')).status).toBe(204);
    expect((await as(BOB).get('/audit')).status).toBe(403);
  });

  it.each(['dev', 'user:alice'])(
    'copy the grants of %s, a role of another kind, into a new one',
    async copyOf => {
      const roles = as(ROOT);
      await as(ALICE).get('/me');
      const source = `/roles/${encodeURIComponent(copyOf)}`;
      if (copyOf === 'user:alice') {
        const { version } = (await roles.get(source)).body;
        const grants = [{ permission: 'mlops.run.read', scope: 'own' }];
        await roles.put(`${source}/grants`, { grants, version });
      }
      const name = `copy-of-${copyOf.replace(':', '-')}`;
      const answer = await roles.post('/roles', { name, title: name, copyOf });
      expect(answer.status).toBe(201);
      const { body: original } = await roles.get(source);
      const { body: copy } = await roles.get(`/roles/${name}`);
      expect(original.grants).not.toEqual([]);
      expect(copy.grants).toEqual(original.grants);
    },
  );

  it.each([
    [
      'a permission that does not exist',
      [{ permission: 'mlops.pipeline.fly', scope: 'all' }],
      /no permission "mlops.pipeline.fly"/,
    ],
    [
      'a scope that it does not have',
      [{ permission: 'mlops.role.read', scope: 'own' }],
      /possible: all/,
    ],
    [
      'the same permission twice',
      [
        { permission: 'mlops.role.read', scope: 'all' },
        { permission: 'mlops.role.read', scope: 'all' },
      ],
      /twice/,
    ],
  ])('refuse %s by name and change nothing', async (_, grants, said) => {
    const roles = as(ROOT);
    const { body: gamma } = await roles.get('/roles/gamma');
    const { version } = gamma;
    const answer = await roles.put('/roles/gamma/grants', { grants, version });
    expect(answer.status).toBe(400);
    expect(answer.body.error.message).toMatch(said);
    expect((await roles.get('/roles/gamma')).body).toEqual(gamma);
  });

  it('leave at least one administrator, and those of the configuration', async () => {
    const roles = as(ROOT);
    const { knex } = suite;
    const member = (who: string) =>
      `/roles/admin/members/${encodeURIComponent(who)}`;
    const configured = await roles.delete(member(ROOT));
    expect(configured.status).toBe(403);
    expect(configured.body.error.message).toContain('mlops.administrators');
    await knex('role_members')
      .where({ role: 'admin' })
      .update({ source: 'portal' });
    const last = await roles.delete(member(ROOT));
    expect(last.status).toBe(409);
    expect(last.body.error.message).toContain('last administrator');
    await roles.put(member(BOB));
    expect((await as(BOB).delete(member(ROOT))).status).toBe(204);
    expect((await as(ROOT).get('/roles')).status).toBe(403);
    await as(BOB).put(member(ROOT));
    await roles.delete(member(BOB));
  });

  it('refuse to change what administrators may do', async () => {
    const answer = await as(ROOT).put('/roles/admin/grants', {
      grants: [],
      version: 0,
    });
    expect(answer.status).toBe(403);
  });

  it('are explained with the grants that decide', async () => {
    const pipeline = await made(ALICE, 'vision', 'explained');
    const ask = async (user: string, permission: string) =>
      (
        await as(ROOT).get(
          `/explain?user=${user}&permission=${permission}&objectKind=pipeline&objectId=${pipeline}`,
        )
      ).body;
    expect(await ask(ALICE, 'mlops.pipeline.update')).toMatchObject({
      allowed: true,
      known: true,
      grants: [{ role: 'dev', project: 'vision', because: 'own' }],
    });
    const bob = await ask(BOB, 'mlops.pipeline.read');
    expect(bob).toMatchObject({ allowed: false, known: true });
    expect(bob.grants).toContainEqual(
      expect.objectContaining({ project: 'ads', because: 'not-in-project' }),
    );
    expect(bob.otherRoles).toContainEqual(
      expect.objectContaining({ role: 'admin' }),
    );
    expect(
      await ask('user:default/nobody', 'mlops.pipeline.run'),
    ).toMatchObject({
      allowed: false,
      known: false,
      grants: [],
    });
  });

  it('are not explained of an object that the permission is not about', async () => {
    const pipeline = await made(ALICE, 'vision', 'asked-wrongly');
    const refusal = async (query: string) => {
      const answer = await as(ROOT).get(`/explain?user=${ALICE}&${query}`);
      return [answer.status, answer.body.error.message];
    };
    const about = `objectKind=pipeline&objectId=${pipeline}`;
    expect(await refusal(`permission=mlops.run.stop&${about}`)).toEqual([
      400,
      expect.stringContaining('is about a run, not about a pipeline'),
    ]);
    expect(await refusal(`permission=mlops.role.read&${about}`)).toEqual([
      400,
      expect.stringContaining('about no object in particular'),
    ]);
    expect(await refusal('permission=mlops.pipeline.fly')).toEqual([
      400,
      expect.stringContaining('no permission "mlops.pipeline.fly"'),
    ]);
  });
});
