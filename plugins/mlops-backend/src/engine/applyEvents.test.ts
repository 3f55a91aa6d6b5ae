import { TestDatabases } from '@backstage/backend-test-utils';
import type { RunId, WorkloadId } from '@mlops/plugin-mlops-common';
import type { EngineEvent } from '@mlops/plugin-mlops-node';
import { addRun, aStore } from '../__testUtils__/aStore';
import { applyEvents } from './applyEvents';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

/** What an engine tells of a run whose second task succeeds at its second attempt. */
function story(runId: RunId): EngineEvent[] {
  const common = { runId, epoch: 1, reason: null };
  const running = { ...common, status: 'running', finishedAt: null } as const;
  const done = (at: number) =>
    ({ ...common, status: 'succeeded', finishedAt: at } as const);
  const attempt = (number: number) => ({
    type: 'attempt' as const,
    task: 'second',
    attempt: number,
    startedAt: number * 10,
    exitCode: null,
    peak: null,
    outputs: [],
    values: {},
    metrics: {},
  });
  return [
    { type: 'run', at: 1, ...running, startedAt: 1 },
    { type: 'task', at: 1, ...running, task: 'first', startedAt: 1 },
    { type: 'task', at: 5, ...done(5), task: 'first', startedAt: 1 },
    { type: 'task', at: 10, ...running, task: 'second', startedAt: 10 },
    { at: 10, ...attempt(1), ...running },
    {
      at: 15,
      ...attempt(1),
      ...common,
      status: 'failed',
      reason: 'exit code 1',
      exitCode: 1,
      finishedAt: 15,
    },
    {
      type: 'message',
      ...common,
      id: 'm1',
      at: 16,
      task: 'second',
      attempt: 1,
      text: 'again',
    },
    { at: 20, ...attempt(2), ...running },
    {
      at: 25,
      ...attempt(2),
      ...done(25),
      exitCode: 0,
      metrics: { accuracy: 1 },
    },
    { type: 'task', at: 25, ...done(25), task: 'second', startedAt: 10 },
    { type: 'run', at: 25, ...done(25), startedAt: 1 },
  ] as EngineEvent[];
}

const orders: Array<[string, (events: EngineEvent[]) => EngineEvent[]]> = [
  ['in order', events => events],
  ['twice each', events => events.flatMap(event => [event, event])],
  ['all of it twice', events => [...events, ...events]],
  ['backwards', events => [...events].reverse()],
  [
    'with the later half first',
    events => [...events.slice(6), ...events.slice(0, 6)],
  ],
];

describe.each(databases.eachSupportedId())('applyEvents on %s', id => {
  it('comes to the same record in whatever order and number events come', async () => {
    const knex = await aStore(databases, id);
    const ways = orders.flatMap(([order, arrange]) =>
      [1, 3, 100].map(size => ({
        order: `${order}, ${size} at once`,
        arrange,
        size,
      })),
    );
    for (const { order, arrange, size } of ways) {
      const runId = await addRun(knex, { admitted: true, status: 'waiting' });
      const events = arrange(story(runId));
      while (events.length > 0) {
        await applyEvents(knex, events.splice(0, size));
      }
      const record = {
        run: await knex('runs')
          .where({ id: runId })
          .first('status', 'tasks_done', 'finished_at'),
        tasks: await knex('run_tasks')
          .where({ run_id: runId })
          .orderBy('position')
          .pluck('status'),
        attempts: await knex('attempts')
          .where({ run_id: runId })
          .orderBy('attempt')
          .select('attempt', 'status', 'exit_code', 'metrics'),
        messages: await knex('platform_messages')
          .where({ run_id: runId })
          .pluck('text'),
      };
      const finishedAt = Number(record.run.finished_at);
      expect([
        order,
        { ...record, run: { ...record.run, finished_at: finishedAt } },
      ]).toEqual([
        order,
        {
          run: { status: 'succeeded', tasks_done: 2, finished_at: 25 },
          tasks: ['succeeded', 'succeeded'],
          attempts: [
            { attempt: 1, status: 'failed', exit_code: 1, metrics: '{}' },
            {
              attempt: 2,
              status: 'succeeded',
              exit_code: 0,
              metrics: '{"accuracy":1}',
            },
          ],
          messages: ['again'],
        },
      ]);
    }
  });

  it('leaves alone what is told of runs and tasks that nobody knows', async () => {
    const knex = await aStore(databases, id);
    const runId = await addRun(knex);
    const stranger = story('01j9zzzzzzzzzzzzzzzzzzzzzz' as RunId);
    expect(await applyEvents(knex, stranger)).toEqual(new Set());
    const [, task, , , attempt] = story(runId);
    const others = [task, attempt].map(
      event => ({ ...event, task: 'third' } as EngineEvent),
    );
    expect(await applyEvents(knex, others)).toEqual(new Set());
  });

  it('leaves workloads alone, which have no record yet', async () => {
    const knex = await aStore(databases, id);
    const event: EngineEvent = {
      type: 'workload',
      epoch: 1,
      at: 1,
      workloadId: '01h0000000000000000000000w' as WorkloadId,
      revision: 1,
      status: 'ready',
      reason: null,
      restarts: 0,
      startedAt: 1,
      readyAt: 1,
      finishedAt: null,
      exitCode: null,
      peak: null,
      logGaps: [],
    };
    expect(await applyEvents(knex, [event])).toEqual(new Set());
  });

  it('tells of which runs something changed', async () => {
    const knex = await aStore(databases, id);
    const first = await addRun(knex, { admitted: true, status: 'waiting' });
    const second = await addRun(knex, { admitted: true, status: 'waiting' });
    const events = [...story(first), ...story(second)];
    expect(await applyEvents(knex, events)).toEqual(new Set([first, second]));
    expect(await applyEvents(knex, events)).toEqual(new Set());
  });
});
