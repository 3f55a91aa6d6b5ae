import { ConflictError, NotFoundError } from '@backstage/errors';
import { TestDatabases } from '@backstage/backend-test-utils';
import { nodeLabelChanges, nodeRolesOf } from '@mlops/plugin-mlops-common';
import type { RunId } from '@mlops/plugin-mlops-common';
import type { ClusterAdmin, ClusterNodes } from '@mlops/plugin-mlops-node';
import { aCluster, aNode, aPod } from '../__testUtils__/aCluster';
import { eventually } from '../__testUtils__/eventually';
import { ALICE, ROOT, startWithPolicy } from '../__testUtils__/startWithPolicy';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

/** Machines in memory, which keep the contract of `setRoles`. */
class MemoryAdmin implements ClusterAdmin {
  labels: Record<string, string> = {
    cpu: 'true',
    train: 'true',
    org: 'public',
  };
  runId: RunId | null = null;

  async nodes(cluster?: string): Promise<ClusterNodes[]> {
    const pods = [aPod({ runId: this.runId, person: 'user:default/liar' })];
    const waiting = aPod({ name: 'w', status: 'waiting', reason: 'no room' });
    const all = [
      aCluster([aNode('one', { labels: this.labels, pods }), aNode('two')], {
        waiting: [waiting],
      }),
      aCluster([], { cluster: 'beta', isDefault: false, problem: 'is away' }),
    ];
    if (cluster === 'gamma') throw new NotFoundError('There is no cluster');
    return cluster ? all.filter(one => one.cluster === cluster) : all;
  }

  async setRoles(...[, roles, seen]: Parameters<ClusterAdmin['setRoles']>) {
    const actual = nodeRolesOf(this.labels);
    if (nodeLabelChanges(seen, actual).length > 0) {
      throw new ConflictError('Somebody has changed the roles');
    }
    for (const { label, after } of nodeLabelChanges(seen, roles)) {
      if (after === null) delete this.labels[label];
      else this.labels[label] = after;
    }
  }
}

describe.each(databases.eachSupportedId())('machines on %s', id => {
  let suite: Awaited<ReturnType<typeof startWithPolicy>>;
  let admin: MemoryAdmin;
  const as = (who: string) => suite.as(who);
  const roles = nodeRolesOf({ cpu: 'true', train: 'true', org: 'public' });

  beforeAll(async () => {
    suite = await startWithPolicy(databases, id);
  });
  beforeEach(() => {
    admin = new MemoryAdmin();
    suite.engine.admin = admin;
  });
  afterAll(() => suite.stop());

  it('are not there where the engine has none, and the menu knows it', async () => {
    suite.engine.admin = undefined;
    const refused = await as(ROOT).get('/nodes');
    expect(refused.status).toBe(404);
    expect(refused.body.error.message).toBe(
      'The engine "memory" has no machines to administer',
    );
    expect((await as(ROOT).get('/me')).body.engine.nodes).toBe(false);
    suite.engine.admin = admin;
    expect((await as(ROOT).get('/me')).body.engine.nodes).toBe(true);
  });

  it('are for administrators only', async () => {
    const { access } = (await as(ALICE).get('/me')).body;
    expect(Object.keys(access).filter(name => /node/.test(name))).toEqual([]);
    const path = '/nodes/alpha/one/roles';
    expect((await as(ALICE).get('/nodes')).status).toBe(403);
    expect((await as(ALICE).get('/nodes/load')).status).toBe(403);
    expect((await as(ALICE).get('/nodes/alpha/one')).status).toBe(403);
    expect((await as(ALICE).post(`${path}/preview`, { roles })).status).toBe(
      403,
    );
    const body = { roles: { ...roles, gpu: true }, seen: roles };
    expect((await as(ALICE).put(path, body)).status).toBe(403);
    expect(admin.labels.gpu).toBeUndefined();
  });

  it('are listed page by page, with every cluster whatever the filter is', async () => {
    const first = (await as(ROOT).get('/nodes?limit=1')).body;
    expect(first.items.map(({ name }: { name: string }) => name)).toEqual([
      'one',
    ]);
    expect(first.clusters).toMatchObject([
      { name: 'alpha', problem: null, nodeCount: 2, waitingCount: 1 },
      { name: 'beta', problem: 'is away', nodeCount: 0 },
    ]);
    const next = await as(ROOT).get(
      `/nodes?limit=1&cursor=${first.nextCursor}`,
    );
    expect(next.body.items).toMatchObject([{ name: 'two', podCount: 0 }]);
    expect(next.body.nextCursor).toBeNull();
    const none = (await as(ROOT).get('/nodes?role=gpu&role=cpu')).body;
    expect(none.items).toEqual([]);
    expect(none.clusters).toHaveLength(2);
    expect((await as(ROOT).get('/nodes?role=root')).status).toBe(400);
  });

  it('tell whose their work is, by what is stored and not by what a pod says', async () => {
    const yaml =
      'apiVersion: mlops/v1\nkind: Pipeline\nmetadata: {name: mine, title: Mine}\nspec: {project: vision, tasks: [{name: a, template: step, version: 1.0.0}]}';
    await as(ROOT).get('/projects');
    const pipeline = await as(ALICE).post('/pipelines', { yaml });
    const run = await as(ALICE).post(`/pipelines/${pipeline.body.id}/runs`);
    await eventually(
      async () => (await as(ALICE).get(`/runs/${run.body.id}`)).body.status,
      status => status === 'running',
    );
    admin.runId = run.body.id;
    const { pods, labels } = (await as(ROOT).get('/nodes/alpha/one')).body;
    expect(pods).toMatchObject([
      {
        person: ALICE,
        project: 'vision',
        run: { id: run.body.id, number: 1, pipeline: 'Mine' },
      },
    ]);
    expect(pods[0]).not.toHaveProperty('selector');
    expect(labels).toEqual(admin.labels);
    const { clusters } = (await as(ROOT).get('/nodes/load?by=person')).body;
    expect(clusters[0].shares).toMatchObject([
      { name: ALICE, requested: { cpuMillicores: 1000, pods: 1 } },
    ]);
  });

  it('get other roles after a look at what that means, and the record says who did it', async () => {
    const path = '/nodes/alpha/one/roles';
    const after = { ...roles, train: false, org: 'vision' };
    const { body: preview } = await as(ROOT).post(`${path}/preview`, {
      roles: after,
    });
    expect(preview).toMatchObject({
      before: roles,
      changes: [
        { label: 'train', before: 'true', after: null },
        { label: 'org', before: 'public', after: 'vision' },
      ],
      staying: [{ name: 'pod', cluster: 'alpha' }],
      lost: [],
    });
    expect(admin.labels.org).toBe('public');
    const body = { roles: after, seen: roles };
    expect((await as(ROOT).put(path, body)).status).toBe(204);
    expect(admin.labels).toEqual({ cpu: 'true', org: 'vision' });
    const { items } = (await as(ROOT).get('/audit?subjectKind=node')).body;
    expect(items[0]).toMatchObject({
      actor: ROOT,
      action: 'node-roles-changed',
      subject: { kind: 'node', name: 'alpha/one' },
      before: { labels: ['train=true', 'org=public'] },
      after: { labels: ['org=vision'] },
    });
    expect((await as(ROOT).put(path, body)).status).toBe(409);
  });

  it('are refused what is no label, and what is not there', async () => {
    const put = (path: string, part: object) =>
      as(ROOT).put(`/nodes/${path}/roles`, {
        roles: { ...roles, ...part },
        seen: roles,
      });
    for (const org of ['', 'a b', '-a', 'x'.repeat(64), 'a,b=c']) {
      expect((await put('alpha/one', { org })).status).toBe(400);
    }
    const missing = await as(ROOT).get('/nodes/alpha/three');
    expect([missing.status, missing.body.error.message]).toEqual([
      404,
      'The cluster "alpha" has no machine "three"; it has one, two',
    ]);
    expect((await as(ROOT).get('/nodes/gamma/one')).status).toBe(404);
    expect((await as(ROOT).get('/nodes/beta/one')).status).toBe(503);
  });
});
