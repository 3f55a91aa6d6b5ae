import { mockCredentials, TestDatabases } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { apiContract, type RunId } from '@mlops/plugin-mlops-common';
import request from 'supertest';
import { callsOf } from './__testUtils__/callsOf';
import { eventually } from './__testUtils__/eventually';
import { startMlops } from './__testUtils__/startMlops';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const alice = mockCredentials.user.header('user:default/alice');

describe.each(databases.eachSupportedId())('mlops on %s', id => {
  async function started(options?: Parameters<typeof startMlops>[2]) {
    const backend = await startMlops(databases, id, options);
    const calls = callsOf(backend);
    const list = await calls.get('/pipelines');
    const pipeline: string = list.body.items?.[0]?.id;
    const start = async () => {
      const answer = await calls.post(`/pipelines/${pipeline}/runs`);
      expect(answer.status).toBe(201);
      return answer.body.id as RunId;
    };
    const statusOf = async (run: string) =>
      (await calls.get(`/runs/${run}`)).body.status;
    return { ...backend, calls, pipeline, start, statusOf };
  }

  it('runs a pipeline from its definition to the end that the engine tells', async () => {
    const { calls, engine, start, statusOf } = await started();
    const run = await start();
    await eventually(
      () => statusOf(run),
      status => status === 'running',
    );
    engine.tell(run, 'succeeded');
    await eventually(
      () => statusOf(run),
      status => status === 'succeeded',
    );
    const { body } = await calls.get(`/runs/${run}`);
    expect(body).toMatchObject({
      number: 1,
      tasksDone: 1,
      tasksTotal: 1,
      parameters: { size: 1 },
      tasks: [{ name: 'first', status: 'succeeded' }],
    });
    expect(apiContract.getRun.response.safeParse(body).success).toBe(true);
  });

  it('stops and clears the earlier manual run when a newer one starts', async () => {
    const { engine, start, statusOf } = await started();
    const first = await start();
    await eventually(
      () => statusOf(first),
      status => status === 'running',
    );
    const second = await start();
    await eventually(
      () => statusOf(first),
      status => status === 'stopped',
    );
    await eventually(
      () => statusOf(second),
      status => status === 'running',
    );
    await eventually(
      async () => engine.calls,
      done => done.includes(`clear ${first}`),
    );
    expect(engine.calls).not.toContain(`stop ${second}`);
  });

  it('deletes a run only when it has ended, and then all of it', async () => {
    const { calls, engine, start, statusOf } = await started();
    const run = await start();
    await eventually(
      () => statusOf(run),
      status => status === 'running',
    );
    expect((await calls.delete(`/runs/${run}`)).status).toBe(409);
    await calls.post(`/runs/${run}/stop`);
    await eventually(
      () => statusOf(run),
      status => status === 'stopped',
    );
    expect((await calls.delete(`/runs/${run}`)).status).toBe(204);
    expect((await calls.get(`/runs/${run}`)).status).toBe(404);
    await eventually(
      async () => engine.calls,
      done => done.includes(`purge ${run}`),
    );
  });

  it('gives each run a number of its own when many start at once', async () => {
    const { calls, start, pipeline } = await started();
    await Promise.all(Array.from({ length: 5 }, start));
    const { body } = await calls.get(`/runs?pipeline=${pipeline}`);
    const numbers = body.items.map((run: { number: number }) => run.number);
    expect([...numbers].sort()).toEqual([1, 2, 3, 4, 5]);
  });

  it('pages through runs without losing or doubling one', async () => {
    const { calls, start } = await started();
    const made = [await start(), await start(), await start()];
    const first = await calls.get('/runs?limit=2');
    const next = await calls.get(
      `/runs?limit=2&cursor=${first.body.nextCursor}`,
    );
    const seen = [...first.body.items, ...next.body.items].map(run => run.id);
    expect(seen).toEqual([...made].reverse());
    expect(next.body.nextCursor).toBeNull();
  });

  it('finds the pipelines that use a job template, as their newest revision says', async () => {
    const { calls, pipeline } = await started();
    const users = async (template: string) =>
      (await calls.get(`/pipelines?template=${template}`)).body.items;
    expect(await users('step')).toMatchObject([
      { id: pipeline, templates: ['step'] },
    ]);
    expect(await users('other')).toEqual([]);
  });

  it.each([
    ['broken YAML', 'a: [', /line|flow|end/i],
    [
      'a cycle',
      'apiVersion: mlops/v1\nkind: Pipeline\nmetadata: {name: x}\nspec: {project: public, tasks: [{name: a, template: step, version: 1.0.0, dependsOn: [b]}, {name: b, template: step, version: 1.0.0, dependsOn: [a]}]}',
      /a.*b/,
    ],
    [
      'an unknown template',
      'apiVersion: mlops/v1\nkind: Pipeline\nmetadata: {name: x}\nspec: {project: public, tasks: [{name: a, template: nope, version: 1.0.0}]}',
      /nope/,
    ],
    [
      'an unknown project',
      'apiVersion: mlops/v1\nkind: Pipeline\nmetadata: {name: x}\nspec: {project: nobody, tasks: [{name: a, template: step, version: 1.0.0}]}',
      /nobody.*public/,
    ],
  ])('refuses %s by name and changes nothing', async (_, yaml, said) => {
    const { calls } = await started();
    const answer = await calls.post('/pipelines', { yaml });
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body.error.problems)).toMatch(said);
    expect((await calls.get('/pipelines')).body.items).toHaveLength(1);
  });

  it('refuses a parameter of the wrong type and a question it does not know', async () => {
    const { calls, pipeline } = await started();
    const wrong = await calls.post(`/pipelines/${pipeline}/runs`, {
      parameters: { size: 'large' },
    });
    expect(wrong.status).toBe(400);
    expect(wrong.body.error.message).toMatch(/size/);
    const unknown = await calls.get('/runs?colour=red');
    expect(unknown.status).toBe(400);
    expect(unknown.body.error.message).toMatch(/colour/);
    expect((await calls.get('/runs')).body.items).toEqual([]);
  });

  it('takes a pipeline whose parameters only a run can know, and asks for them there', async () => {
    const { calls } = await started();
    const yaml =
      'apiVersion: mlops/v1\nkind: Pipeline\nmetadata: {name: asks}\nspec: {project: public, parameters: {type: object, required: [size], properties: {size: {type: integer}}}, tasks: [{name: a, template: step, version: 1.0.0, parameters: {size: "{{ params.size }}"}}]}';
    const checked = await calls.post('/pipelines/validate', { yaml });
    expect(checked.body).toEqual({ problems: [], tasks: [] });
    const made = await calls.post('/pipelines', { yaml });
    expect(made.status).toBe(201);
    const seen = await calls.get(`/pipelines/${made.body.id}`);
    expect(seen.body.tasks).toMatchObject([{ name: 'a' }]);
    const runs = `/pipelines/${made.body.id}/runs`;
    const refused = await calls.post(runs);
    expect(refused.status).toBe(400);
    expect(refused.body.error.message).toMatch(/"size" is missing/);
    expect((await calls.get('/runs')).body.items).toEqual([]);
    const run = await calls.post(runs, { parameters: { size: 3 } });
    expect(run.status).toBe(201);
  });

  it('says that nothing has an id that no id can be', async () => {
    const { calls } = await started();
    const missing = await calls.get('/pipelines/nothere');
    expect(missing.status).toBe(404);
    expect(missing.body.error.message).toBe(
      'There is nothing with the id "nothere"',
    );
    const long = await calls.get(`/runs/${'x'.repeat(500)}`);
    expect(long.status).toBe(404);
    expect(long.body.error.message.length).toBeLessThan(120);
  });

  it('refuses a run when the queue is full, and keeps nothing of it', async () => {
    const { calls, start, statusOf } = await started({
      maxQueued: 1,
      maxRuns: 1,
    });
    const first = await start();
    await eventually(
      () => statusOf(first),
      status => status === 'running',
    );
    const answers: Array<{ status: number; body: any }> = [];
    for (const name of ['waits', 'refused']) {
      const yaml = `apiVersion: mlops/v1\nkind: Pipeline\nmetadata: {name: ${name}}\nspec: {project: public, tasks: [{name: a, template: step, version: 1.0.0}]}`;
      const { body } = await calls.post('/pipelines', { yaml });
      answers.push(await calls.post(`/pipelines/${body.id}/runs`));
    }
    expect(answers.map(({ status }) => status)).toEqual([201, 503]);
    expect(answers[1].body.error.message).toMatch(
      /^The queue is full: 1 of at most 1 runs wait/,
    );
    expect((await calls.get('/runs')).body.items).toHaveLength(2);
  });

  it('refuses a body that is too large before it reads it as a definition', async () => {
    const { calls } = await started();
    const answer = await calls.post('/pipelines', {
      yaml: 'x'.repeat(6_000_000),
    });
    expect(answer.status).toBe(413);
    expect(answer.body).toMatchObject({ response: { statusCode: 413 } });
    expect((await calls.get('/pipelines')).body.items).toHaveLength(1);
  });

  it('keeps what users made from being a page of the portal', async () => {
    const { calls, start } = await started();
    const run = await start();
    const path = `/runs/${run}/tasks/first/outputs`;
    const page = await calls.get(`${path}/page.html`);
    expect(page.status).toBe(200);
    expect(page.headers['content-security-policy']).toMatch(/^sandbox/);
    expect(page.headers['content-disposition']).toMatch(/^attachment/);
    for (const away of [
      '..%2fpage.html',
      '..%252f..%252fetc',
      '%2fetc%2fpasswd',
    ]) {
      expect((await calls.get(`${path}/${away}`)).status).toBe(404);
    }
  });

  it('says what retention removed, on the run and in a list of its own', async () => {
    const { calls, engine, knex, start, statusOf } = await started();
    const run = await start();
    await eventually(
      () => statusOf(run),
      status => status === 'running',
    );
    engine.tell(run, 'succeeded');
    await eventually(
      () => statusOf(run),
      status => status === 'succeeded',
    );
    const file = `/runs/${run}/tasks/first/outputs/page.html`;
    expect((await calls.get(file)).status).toBe(200);
    const at = Date.parse('2026-03-01T10:00:00.000Z');
    await knex('kept_bytes').insert({
      run_id: run,
      logs: 1,
      outputs: 2,
      outputs_removed_at: at,
    });
    expect((await calls.get(`/runs/${run}`)).body).toMatchObject({
      logsRemovedAt: null,
      outputsRemovedAt: '2026-03-01T10:00:00.000Z',
      tasks: [{ outputs: [] }],
    });
    const gone = await calls.get(file);
    expect(gone.status).toBe(404);
    expect(gone.body.error.message).toContain('retention on 2026-03-01');

    for (const [index, what] of ['logs', 'outputs', 'logs'].entries()) {
      await knex('retention_removals').insert({
        id: `${index}`.padStart(26, '0'),
        at,
        what,
        subject: run,
        title: 'demo #1',
        project: 'public',
        bytes: 7,
        reason: 'old',
        dry_run: false,
      });
    }
    const path = '/retention/removals?what=logs&limit=1';
    const { body } = await calls.get(path);
    expect(body.items.map((item: { id: string }) => item.id)).toEqual([
      '2'.padStart(26, '0'),
    ]);
    const next = await calls.get(`${path}&cursor=${body.nextCursor}`);
    expect(next.body).toMatchObject({
      items: [{ what: 'logs', bytes: 7, dryRun: false }],
      nextCursor: null,
    });
    expect(
      apiContract.listRetentionRemovals.response.safeParse(next.body).success,
    ).toBe(true);
  });

  it('answers nobody without a token, and a stranger on no route', async () => {
    const backend = await startMlops(databases, id, {
      result: AuthorizeResult.DENY,
    });
    const example = '01j9zzzzzzzzzzzzzzzzzzzzzz';
    for (const { method, path, permission } of Object.values(apiContract)) {
      const address = `/api/mlops${path.replace(/\{\w+\}/g, example)}`;
      const anonymous = await request(backend.server)
        [method](address)
        .set('Authorization', mockCredentials.none.header());
      expect([path, anonymous.status]).toEqual([path, 401]);
      if (permission === null) continue;
      const stranger = await request(backend.server)
        [method](address)
        .set('Authorization', alice);
      expect([path, stranger.status]).toEqual([path, 403]);
    }
  });
});
