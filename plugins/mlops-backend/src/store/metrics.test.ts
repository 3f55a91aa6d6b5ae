import { TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { addRun, aStore } from '../__testUtils__/aStore';
import { listMetrics } from './metrics';

jest.setTimeout(120_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

async function measure(
  knex: Knex,
  run: string,
  task: string,
  attempt: number,
  metrics: Record<string, number>,
) {
  await knex('attempts').insert({
    run_id: run,
    task,
    attempt,
    status: 'succeeded',
    outputs: '[]',
    output_values: '{}',
    metrics: JSON.stringify(metrics),
  });
}

describe.each(databases.eachSupportedId())('listMetrics on %s', id => {
  it('tells what the last attempt of each task measured, newest run first', async () => {
    const knex = await aStore(databases, id);
    const older = await addRun(knex, { status: 'succeeded' });
    const newer = await addRun(knex, { status: 'failed' });
    await measure(knex, older, 'first', 1, { accuracy: 0.1 });
    await measure(knex, older, 'first', 2, { accuracy: 0.8 });
    await measure(knex, newer, 'first', 1, { accuracy: 0.9, loss: 0.2 });
    await measure(knex, newer, 'second', 1, {});
    const found = await listMetrics(knex, 'pipeline', { runs: 50 }, true);
    expect(
      found.map(({ run, task, metrics }) => [run.number, task, metrics]),
    ).toEqual([
      [2, 'first', { accuracy: 0.9, loss: 0.2 }],
      [1, 'first', { accuracy: 0.8 }],
    ]);
  });

  it('looks at so many runs, at one task, and back from one run, as asked', async () => {
    const knex = await aStore(databases, id);
    const runs = [
      await addRun(knex, { status: 'succeeded' }),
      await addRun(knex, { status: 'succeeded' }),
      await addRun(knex, { status: 'succeeded' }),
    ].sort();
    const going = await addRun(knex, { status: 'running' });
    for (const run of [...runs, going]) {
      await measure(knex, run, 'first', 1, { accuracy: 1 });
      await measure(knex, run, 'second', 1, { accuracy: 2 });
    }
    const idsOf = async (which: Parameters<typeof listMetrics>[2]) =>
      (await listMetrics(knex, 'pipeline', which, true)).map(
        ({ run }) => run.id,
      );
    expect(await idsOf({ runs: 2, task: 'second' })).toEqual([
      runs[2],
      runs[1],
    ]);
    expect(await idsOf({ runs: 2, task: 'first', until: runs[1] })).toEqual([
      runs[1],
      runs[0],
    ]);
    expect(await idsOf({ runs: 9, task: 'third' })).toEqual([]);
  });
});
