import { TestDatabases } from '@backstage/backend-test-utils';
import { NO_QUOTA } from '@mlops/plugin-mlops-common';
import { eventually } from '../__testUtils__/eventually';
import { ALICE, ROOT, startWithPolicy } from '../__testUtils__/startWithPolicy';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const NONE = {
  tasks: 0,
  cpuMillicores: 0,
  memoryBytes: 0,
  gpus: 0,
  diskBytes: 0,
};

describe.each(databases.eachSupportedId())('quotas on %s', id => {
  let suite: Awaited<ReturnType<typeof startWithPolicy>>;
  const as = (who: string) => suite.as(who);
  const quotaOf = async (project: string, who = ROOT) =>
    (await as(who).get(`/projects/${project}/quota`)).body;

  beforeAll(async () => {
    suite = await startWithPolicy(databases, id, {
      mlops: { quota: { cpu: 4, memory: '8G' } },
    });
  });
  afterAll(() => suite.stop());

  const saved = (project: string, tasks: string, name = `p-${project}`) =>
    as(ROOT).post('/pipelines', {
      yaml: `apiVersion: mlops/v1\nkind: Pipeline\nmetadata: {name: ${name}, title: P}\nspec: {project: ${project}, tasks: [${tasks}]}`,
    });
  /** Makes a project group with a pipeline of these tasks, or tells why not. */
  async function made(project: string, tasks: string) {
    await as(ROOT).post('/projects', { name: project, title: project });
    return saved(project, tasks);
  }
  const task = (name: string, cpu = 1) =>
    `{name: ${name}, template: step, version: 1.0.0, resources: {cpu: '${cpu}', memory: 1G}}`;
  const start = (pipeline: string) =>
    as(ROOT).post(`/pipelines/${pipeline}/runs`, {});

  it('are the configured ones, until administrators give another', async () => {
    expect(await quotaOf('vision', ALICE)).toEqual({
      quota: { ...NO_QUOTA, cpuMillicores: 4000, memoryBytes: 8e9 },
      isDefault: true,
      held: NONE,
    });
    const path = '/projects/vision/quota';
    const quota = { ...NO_QUOTA, tasks: 3 };
    expect((await as(ALICE).put(path, { quota })).status).toBe(403);
    expect((await as(ROOT).put(path, { quota })).status).toBe(204);
    expect(await quotaOf('vision')).toMatchObject({ quota, isDefault: false });
    expect((await as(ROOT).put(path, { quota: null })).status).toBe(204);
    expect((await quotaOf('vision')).isDefault).toBe(true);
    const negative = { ...NO_QUOTA, tasks: -1 };
    expect((await as(ROOT).put(path, { quota: negative })).status).toBe(400);
    const { body } = await as(ROOT).get(
      '/audit?subjectKind=project&subject=vision',
    );
    expect(body.items[0]).toMatchObject({
      action: 'quota-changed',
      before: { tasks: '3' },
      after: null,
    });
    expect((await as(ALICE).get('/projects/ads/quota')).status).toBe(403);
  });

  it('refuse a pipeline of which a task never fits, and say which', async () => {
    const refused = await made('big', `${task('small')}, ${task('large', 6)}`);
    expect(refused.status).toBe(400);
    expect(refused.body.error.problems[0].message).toContain(
      'task "large" needs 6 CPUs; the quota of the project group "big" is 4 CPUs',
    );
    const { body } = await saved('big', task('large', 4));
    const quota = { ...NO_QUOTA, cpuMillicores: 3000 };
    await as(ROOT).put('/projects/big/quota', { quota });
    const lowered = await start(body.id);
    expect(lowered.status).toBe(400);
    expect(lowered.body.error.problems[0].message).toContain('is 3 CPUs');
  });

  it('hold what a run can use until it has ended, and let the next one wait for it', async () => {
    const busy = await made('busy', `${task('a', 2)}, ${task('b', 1)}`);
    const first = (await start(busy.body.id)).body.id;
    const { held } = await eventually(
      () => quotaOf('busy'),
      quota => quota.held.tasks > 0,
    );
    expect(held).toEqual({
      ...NONE,
      tasks: 2,
      cpuMillicores: 3000,
      memoryBytes: 2e9,
    });
    const next = await saved('busy', task('c', 2), 'next');
    const second = (await start(next.body.id)).body.id;
    const run = async () => (await as(ROOT).get(`/runs/${second}`)).body;
    const { status, reason } = await eventually(
      run,
      one => one.reason !== null,
    );
    expect([status, reason]).toEqual([
      'queued',
      'needs 2 CPUs; of the quota of the project group "busy", 4 CPUs, 1 is free',
    ]);
    const quota = { ...NO_QUOTA, cpuMillicores: 5000 };
    await as(ROOT).put('/projects/busy/quota', { quota });
    await eventually(run, one => one.status === 'running');
    suite.engine.tell(first, 'succeeded');
    suite.engine.tell(second, 'succeeded');
    await eventually(
      () => quotaOf('busy'),
      ({ held: left }) => left.tasks === 0,
    );
  });

  it('refuse a run when what earlier ones have left fills the disk', async () => {
    const { id: pipeline } = (await made('full', task('a'))).body;
    const { id: run } = (await start(pipeline)).body;
    await suite.knex('kept_bytes').insert({
      run_id: run,
      logs: 600,
      outputs: 500,
    });
    const quota = { ...NO_QUOTA, diskBytes: 1000 };
    await as(ROOT).put('/projects/full/quota', { quota });
    const refused = await start(pipeline);
    expect(refused.status).toBe(409);
    expect(refused.body.error.message).toContain('its quota is 1K');
    await suite.knex('kept_bytes').update({ outputs_removed_at: 1 });
    expect((await start(pipeline)).status).toBe(201);
  });
});
