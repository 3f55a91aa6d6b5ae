import { TestDatabases } from '@backstage/backend-test-utils';
import type { RunId, Status } from '@mlops/plugin-mlops-common';
import { callsOf } from './__testUtils__/callsOf';
import { eventually } from './__testUtils__/eventually';
import { startMlops } from './__testUtils__/startMlops';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('rerun on %s', id => {
  async function started(parameters: Record<string, unknown> = {}) {
    const backend = await startMlops(databases, id);
    const calls = callsOf(backend);
    const list = await calls.get('/pipelines');
    const pipeline: string = list.body.items[0].id;
    const first = await calls.post(`/pipelines/${pipeline}/runs`, {
      parameters,
    });
    const run: RunId = first.body.id;
    const reached = (which: string, wanted: Status) =>
      eventually(
        async () => (await calls.get(`/runs/${which}`)).body.status,
        status => status === wanted,
      );
    await reached(run, 'running');
    return { ...backend, calls, run, reached };
  }

  it('runs the same again, says of what, and takes the place of the run by hand', async () => {
    const { calls, engine, run, reached } = await started({ size: 7 });
    const answer = await calls.post(`/runs/${run}/rerun`);
    expect(answer.status).toBe(201);
    await reached(run, 'stopped');
    await reached(answer.body.id, 'running');
    const { body } = await calls.get(`/runs/${answer.body.id}`);
    expect(body).toMatchObject({
      trigger: 'rerun',
      revision: 1,
      parameters: { size: 7 },
      rerunOf: { id: run, number: 1 },
    });
    expect(engine.plans.get(body.id)?.tasks[0].reuse).toBeUndefined();
    const next = await calls.post(`/runs/${body.id}/rerun`, {
      parameters: { size: 8 },
    });
    await reached(body.id, 'stopped');
    const other = await calls.get(`/runs/${next.body.id}`);
    expect(other.body.parameters).toEqual({ size: 8 });
  });

  it('keeps the results of what succeeded when only the rest is to be executed', async () => {
    const { calls, engine, run, reached } = await started();
    engine.tell(run, 'succeeded');
    await reached(run, 'succeeded');
    const kept = await calls.post(`/runs/${run}/rerun`, { execute: 'failed' });
    await eventually(
      async () => engine.plans.get(kept.body.id),
      plan => plan !== undefined,
    );
    expect(engine.plans.get(kept.body.id)?.tasks[0].reuse).toMatchObject({
      runId: run,
    });
    const from = await calls.post(`/runs/${run}/rerun`, { from: 'first' });
    await eventually(
      async () => engine.plans.get(from.body.id),
      plan => plan !== undefined,
    );
    expect(engine.plans.get(from.body.id)?.tasks[0].reuse).toBeUndefined();
  });

  it('refuses to keep results of a run that goes on, of other parameters, or from an unknown task', async () => {
    const { calls, engine, run, reached } = await started();
    const path = `/runs/${run}/rerun`;
    expect((await calls.post(path, { execute: 'failed' })).status).toBe(409);
    engine.tell(run, 'succeeded');
    await reached(run, 'succeeded');
    for (const body of [
      { execute: 'failed', parameters: { size: 2 } },
      { execute: 'failed', revision: 'newest' },
    ]) {
      expect((await calls.post(path, body)).status).toBe(400);
    }
    expect((await calls.post(path, { from: 'nobody' })).status).toBe(404);
    expect((await calls.get('/runs')).body.items).toHaveLength(1);
  });
});
