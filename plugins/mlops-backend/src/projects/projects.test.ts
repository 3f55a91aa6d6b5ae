import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { TestDatabases } from '@backstage/backend-test-utils';
import {
  notificationService,
  type NotificationSendOptions,
} from '@backstage/plugin-notifications-node';
import { eventually } from '../__testUtils__/eventually';
import {
  ALICE,
  BOB,
  ROOT,
  startWithPolicy,
} from '../__testUtils__/startWithPolicy';
import { personOf } from '../access/principals';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const at = (project: string, member: string) =>
  `/projects/${project}/members/${encodeURIComponent(member)}`;

const TEAM = 'group:default/team';
const send = jest.fn(async (_: NotificationSendOptions) => {});
const notifications = createServiceFactory({
  service: notificationService,
  deps: {},
  factory: () => ({ send }),
});
/** Bob is in a team too. */
const userInfoWithTeam = createServiceFactory({
  service: coreServices.userInfo,
  deps: {},
  factory: () => ({
    async getUserInfo(credentials) {
      const userEntityRef = personOf(credentials) ?? '';
      return {
        userEntityRef,
        ownershipEntityRefs: [
          userEntityRef,
          ...(userEntityRef === BOB ? [TEAM] : []),
        ],
      };
    },
  }),
});

describe.each(databases.eachSupportedId())('project groups on %s', id => {
  let suite: Awaited<ReturnType<typeof startWithPolicy>>;
  const as = (who: string) => suite.as(who);

  beforeAll(async () => {
    suite = await startWithPolicy(databases, id, {
      mlops: { namespaces: { allowed: ['shared'] } },
      features: [notifications, userInfoWithTeam],
    });
  });
  afterAll(() => suite.stop());

  async function made(name: string) {
    const answer = await as(ROOT).post('/projects', { name, title: name });
    expect(answer.status).toBe(201);
    return name;
  }

  it('come from the catalog with their members', async () => {
    const { body } = await as(ALICE).get('/projects');
    expect(
      body.items.map((one: { name: string; myRole: string }) => [
        one.name,
        one.myRole,
      ]),
    ).toEqual([
      ['ads', null],
      ['public', 'dev'],
      ['vision', 'dev'],
    ]);
    const mine = await as(ALICE).get('/projects?mine=true');
    expect(mine.body.items).toHaveLength(2);
    const members = await as(ALICE).get('/projects/vision/members');
    expect(members.body.items).toMatchObject([
      { member: ALICE, role: 'dev', source: 'catalog' },
    ]);
    expect((await as(ALICE).get('/projects/ads/members')).status).toBe(403);
  });

  it('are made by those who may, who become their creators', async () => {
    const refused = await as(ALICE).post('/projects', {
      name: 'x',
      title: 'X',
    });
    expect(refused.status).toBe(403);
    await made('fresh');
    const { body } = await as(ROOT).get('/projects/fresh');
    expect(body).toMatchObject({
      source: 'portal',
      myRole: 'creator',
      memberCount: 1,
      createdBy: ROOT,
    });
    const taken = await as(ROOT).post('/projects', { name: 'ads', title: 'X' });
    expect(taken.status).toBe(409);
    const capitals = await as(ROOT).post('/projects', {
      name: 'Fresh',
      title: 'X',
    });
    expect(capitals.status).toBe(400);
  });

  it('let people ask, and in when somebody answers', async () => {
    const name = await made('club');
    const requests = `/projects/${name}/requests`;
    expect((await as(BOB).get(at(name, BOB))).status).toBe(404);
    const asked = await as(BOB).post(requests, { message: 'me too' });
    expect(asked.status).toBe(202);
    expect((await as(BOB).post(requests)).status).toBe(202);
    expect((await as(BOB).get(`/projects/${name}`)).body.asked).toBe(true);
    expect((await as(BOB).get(requests)).status).toBe(403);
    const { body } = await as(ROOT).get(requests);
    expect(body.items).toMatchObject([{ member: BOB }]);
    expect((await as(BOB).put(at(name, BOB), { role: 'dev' })).status).toBe(
      403,
    );
    expect((await as(ROOT).put(at(name, BOB), { role: 'ops' })).status).toBe(
      204,
    );
    expect((await as(BOB).get(`/projects/${name}`)).body).toMatchObject({
      asked: false,
      myRole: 'ops',
    });
    expect((await as(BOB).post(requests)).status).toBe(409);
    expect((await as(BOB).post(`/projects/${name}/leave`)).status).toBe(204);
    expect((await as(BOB).get(`/projects/${name}/members`)).status).toBe(403);
  });

  it('refuse a request, and let one be taken back', async () => {
    const name = await made('closed');
    const requests = `/projects/${name}/requests`;
    await as(BOB).post(requests);
    const one = `${requests}/${encodeURIComponent(BOB)}`;
    expect((await as(ROOT).delete(one)).status).toBe(204);
    expect((await as(ROOT).delete(one)).status).toBe(404);
    await as(BOB).post(requests);
    expect((await as(BOB).delete(requests)).status).toBe(204);
    expect((await as(ROOT).get(requests)).body.items).toEqual([]);
  });

  it('keep a creator, and members that the catalog names', async () => {
    const name = await made('kept');
    const last = await as(ROOT).delete(at(name, ROOT));
    expect(last.status).toBe(409);
    expect(last.body.error.message).toContain('last creator');
    const lower = await as(ROOT).put(at(name, ROOT), { role: 'dev' });
    expect(lower.status).toBe(409);
    expect((await as(ROOT).get(`/projects/${name}`)).body.myRole).toBe(
      'creator',
    );
    const fixed = await as(ROOT).delete(at('vision', ALICE));
    expect(fixed.status).toBe(403);
    expect(fixed.body.error.message).toContain('its definition says so');
  });

  it('add a role of the portal to one of the catalog, and the stronger counts', async () => {
    await as(ROOT).put(at('vision', ALICE), { role: 'creator' });
    const list = async () =>
      (await as(ALICE).get('/projects/vision/members')).body.items;
    expect(await list()).toMatchObject([
      { member: ALICE, role: 'creator', source: 'portal' },
    ]);
    expect(
      (await as(ALICE).put(at('vision', BOB), { role: 'dev' })).status,
    ).toBe(204);
    await as(ROOT).delete(at('vision', ALICE));
    await as(ROOT).delete(at('vision', BOB));
    expect(await list()).toMatchObject([
      { member: ALICE, role: 'dev', source: 'catalog' },
    ]);
  });

  it('take settings only from administrators, and only right ones', async () => {
    const name = await made('placed');
    const path = `/projects/${name}/settings`;
    await as(ROOT).put(at(name, ALICE), { role: 'creator' });
    const expand = {
      org: 'research',
      volume_mount: 'data(pvc):/mnt',
      namespace: 'shared',
      area: 'north',
    };
    expect((await as(ALICE).put(path, { expand })).status).toBe(403);
    expect((await as(ROOT).put(path, { expand })).status).toBe(204);
    expect((await as(ALICE).get(path)).body.expand).toEqual(expand);
    const wrong = await as(ROOT).put(path, {
      expand: { cluster: 'mars', namespace: 'kube-system' },
    });
    expect(wrong.status).toBe(400);
    expect(
      wrong.body.error.problems.map((one: { path: string[] }) => one.path),
    ).toEqual([['cluster'], ['namespace']]);
    expect((await as(ALICE).get(path)).body.expand).toEqual(expand);
    const fromGit = await as(ROOT).put('/projects/vision/settings', { expand });
    expect(fromGit.status).toBe(403);
    expect(fromGit.body.error.message).toContain('comes from Git');
  });

  it('go only when they own nothing', async () => {
    const name = await made('leaving');
    const yaml = `apiVersion: mlops/v1\nkind: Pipeline\nmetadata: {name: stays, title: Stays}\nspec: {project: ${name}, tasks: [{name: a, template: step, version: 1.0.0}]}`;
    const { id: pipeline } = (await as(ROOT).post('/pipelines', { yaml })).body;
    const refused = await as(ROOT).delete(`/projects/${name}`);
    expect(refused.status).toBe(409);
    expect(refused.body.error.message).toContain('"Stays"');
    await as(ROOT).delete(`/pipelines/${pipeline}`);
    expect((await as(ROOT).delete(`/projects/${name}`)).status).toBe(204);
    expect((await as(ROOT).get(`/projects/${name}`)).status).toBe(404);
    expect((await as(ROOT).delete('/projects/public')).status).toBe(403);
    const { body } = await as(ROOT).get(
      `/audit?subjectKind=project&subject=${name}`,
    );
    expect(body.items.map((one: { action: string }) => one.action)).toEqual([
      'project-deleted',
      'project-created',
    ]);
  });

  it('tell creators who asks to join, and whoever asked what became of it', async () => {
    const name = await made('told');
    send.mockClear();
    await as(BOB).post(`/projects/${name}/requests`, { message: 'hello' });
    await as(ROOT).put(at(name, BOB), { role: 'dev' });
    await eventually(
      async () => send.mock.calls.length,
      calls => calls === 2,
    );
    expect(send.mock.calls.map(([sent]) => sent)).toMatchObject([
      {
        recipients: { entityRef: [ROOT] },
        payload: {
          title: 'bob asks to join told',
          description: 'hello',
          link: '/mlops/projects/told?tab=members',
        },
      },
      {
        recipients: { entityRef: [BOB] },
        payload: { title: 'You are a member of told now' },
      },
    ]);
  });

  it('show the role that somebody has by a group', async () => {
    const name = await made('grouped');
    await as(ROOT).put(at(name, TEAM), { role: 'ops' });
    expect((await as(BOB).get(`/projects/${name}`)).body.myRole).toBe('ops');
    const mine = await as(BOB).get('/projects?mine=true');
    expect(mine.body.items.map((one: { name: string }) => one.name)).toContain(
      name,
    );
    const asked = await as(BOB).post(`/projects/${name}/requests`);
    expect(asked.status).toBe(409);
  });
});
