import { TestDatabases } from '@backstage/backend-test-utils';
import type { RunId } from '@mlops/plugin-mlops-common';
import { callsOf } from '../__testUtils__/callsOf';
import { eventually } from '../__testUtils__/eventually';
import { startMlops } from '../__testUtils__/startMlops';
import { enqueue } from '../store/outbox';
import type { RunRow } from '../store/runs';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('a restart on %s', id => {
  async function aRunUnderWay() {
    const before = await startMlops(databases, id);
    const calls = callsOf(before);
    const { body } = await calls.get('/pipelines');
    const made = await calls.post(`/pipelines/${body.items[0].id}/runs`);
    const run: RunId = made.body.id;
    await eventually(
      async () => (await calls.get(`/runs/${run}`)).body.status,
      status => status === 'running',
    );
    await before.stop();
    return { run, engine: before.engine, knex: before.knex };
  }

  const statusAfter = async (
    left: Awaited<ReturnType<typeof aRunUnderWay>>,
    wanted: string,
  ) => {
    const after = await startMlops(databases, id, { left });
    const calls = callsOf(after);
    return eventually(
      async () => (await calls.get(`/runs/${left.run}`)).body,
      run => run.status === wanted,
    );
  };

  it('learns how runs ended while no backend looked', async () => {
    const left = await aRunUnderWay();
    left.engine.tell(left.run, 'succeeded');
    const run = await statusAfter(left, 'succeeded');
    expect(run).toMatchObject({ tasksDone: 1, tasksTotal: 1 });
    expect(left.engine.calls).toEqual([`submit ${left.run}`]);
  });

  it('goes on with runs that are under way, without asking for them again', async () => {
    const left = await aRunUnderWay();
    const after = await startMlops(databases, id, { left });
    left.engine.tell(left.run, 'succeeded');
    const calls = callsOf(after);
    await eventually(
      async () => (await calls.get(`/runs/${left.run}`)).body.status,
      status => status === 'succeeded',
    );
    expect(left.engine.calls).toEqual([`submit ${left.run}`]);
  });

  it('asks again for what the engine had not answered, and takes it as one run', async () => {
    const left = await aRunUnderWay();
    // As after a crash between the question and the answer.
    await left
      .knex<RunRow>('runs')
      .where({ id: left.run })
      .update({ engine_uid: null, status: 'waiting' });
    const { knex } = left;
    await enqueue(
      knex,
      { id: left.run, engine: 'memory', engine_uid: null },
      'submit',
      0,
    );
    await statusAfter(left, 'running');
    await eventually(
      async () => left.engine.calls,
      calls => calls.length === 2,
    );
    expect(new Set(left.engine.calls)).toEqual(new Set([`submit ${left.run}`]));
    expect(await knex('runs').select()).toHaveLength(1);
  });

  it('says that a run is lost of which the engine knows nothing any more', async () => {
    const left = await aRunUnderWay();
    left.engine.forget();
    const run = await statusAfter(left, 'failed');
    expect(run.reason).toMatch(/^lost: the engine "memory" knows nothing/);
  });
});
