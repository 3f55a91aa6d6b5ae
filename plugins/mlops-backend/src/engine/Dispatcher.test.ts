import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { Knex } from 'knex';
import { demandOf, NO_QUOTA } from '@mlops/plugin-mlops-common';
import { aPlan, aTask } from '@mlops/plugin-mlops-node';
import { addRun, aStore } from '../__testUtils__/aStore';
import { MemoryEngine } from '../__testUtils__/MemoryEngine';
import { Quotas } from '../projects/Quotas';
import { listMessageRows } from '../store/messages';
import { enqueue } from '../store/outbox';
import { findRun } from '../store/runs';
import { Dispatcher } from './Dispatcher';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

describe.each(databases.eachSupportedId())('Dispatcher on %s', id => {
  let db: Knex;
  let engine: MemoryEngine;
  const working: Array<() => Promise<void>> = [];
  beforeEach(async () => {
    db = await aStore(databases, id);
    engine = new MemoryEngine();
  });
  afterEach(async () => {
    await Promise.all(working.splice(0).map(end => end()));
  });

  /** A backend that works until it is ended. */
  function begin(slots = 10) {
    const dispatcher = new Dispatcher({
      db,
      engines: new Map([[engine.id, engine]]),
      slots,
      quotas: new Quotas({
        db,
        engines: new Map(),
        byDefault: NO_QUOTA,
        logger: mockServices.logger.mock(),
        now: Date.now,
      }),
      logger: mockServices.logger.mock(),
      now: Date.now,
      onChange: () => {},
    });
    const stop = new AbortController();
    const work = dispatcher.work(stop.signal);
    const end = async () => {
      stop.abort();
      await work;
    };
    working.push(end);
    return { dispatcher, end };
  }

  async function until(look: () => Promise<boolean>) {
    for (let i = 0; i < 400; i++) {
      if (await look()) return;
      await new Promise(go => setTimeout(go, 10));
    }
    throw new Error(`It did not happen; the engine was asked ${engine.calls}`);
  }

  const workedOff = async () => (await db('outbox').select('id')).length === 0;
  const reasonOf = async (run: string) => (await findRun(db, run))?.reason;

  it('says why a run waits for its engine, and asks until it answers', async () => {
    const submit = jest
      .spyOn(engine, 'submit')
      .mockRejectedValueOnce(new Error('the disk is nearly full'));
    const run = await addRun(db);
    begin();
    await until(
      async () =>
        (await reasonOf(run)) ===
        'waits for the engine: the disk is nearly full',
    );
    await until(workedOff);
    expect(submit).toHaveBeenCalledTimes(2);
    expect(await findRun(db, run)).toMatchObject({
      engine_uid: `uid-${run}`,
      reason: null,
    });
  });

  it('asks again for the same run when it ended between question and answer', async () => {
    const run = await addRun(db);
    const take = engine.submit.bind(engine);
    jest.spyOn(engine, 'submit').mockImplementationOnce(async plan => {
      await take(plan);
      throw new Error('the connection ended');
    });
    const { end } = begin();
    await until(async () => engine.plans.size === 1);
    await end();
    expect((await findRun(db, run))?.engine_uid).toBeNull();
    await db('outbox').update({ next_at: 0 });
    begin();
    await until(workedOff);
    expect([...engine.plans.keys()]).toEqual([run]);
    expect((await findRun(db, run))?.engine_uid).toBe(`uid-${run}`);
  });

  it('keeps the order of what is asked for one run, and lets other runs pass', async () => {
    const slow = await addRun(db, {
      admitted: true,
      engine_uid: 'uid',
      status: 'running',
    });
    const quick = await addRun(db, {
      admitted: true,
      engine_uid: 'uid',
      status: 'succeeded',
    });
    for (const [run, action] of [
      [slow, 'stop'],
      [slow, 'clear'],
      [quick, 'clear'],
    ] as const) {
      await enqueue(
        db,
        { id: run, engine: engine.id, engine_uid: 'uid' },
        action,
        0,
      );
    }
    jest.spyOn(engine, 'stop').mockRejectedValueOnce(new Error('not now'));
    begin();
    await until(workedOff);
    expect(engine.calls).toEqual([
      `clear ${quick}`,
      `stop ${slow}`,
      `clear ${slow}`,
    ]);
  });

  it('ends a run that never reached an engine', async () => {
    const run = await addRun(db, { admitted: true, status: 'waiting' });
    await enqueue(
      db,
      { id: run, engine: engine.id, engine_uid: null },
      'stop',
      0,
    );
    begin();
    await until(workedOff);
    expect((await findRun(db, run))?.status).toBe('stopped');
  });

  it('names an engine that is not installed any more', async () => {
    const run = await addRun(db, { engine: 'argo' });
    begin();
    await until(async () => Boolean(await reasonOf(run)));
    expect(await reasonOf(run)).toBe(
      'waits for the engine: the engine "argo" is not installed',
    );
  });

  it('lets in as many runs as there are slots and tells the others their place', async () => {
    const runs = [await addRun(db), await addRun(db), await addRun(db)];
    begin(1);
    await until(workedOff);
    await until(async () => (await reasonOf(runs[2])) !== null);
    const seen = await Promise.all(runs.map(run => findRun(db, run)));
    expect(seen.map(run => Boolean(run?.admitted))).toEqual([
      true,
      false,
      false,
    ]);
    expect(seen.slice(1).map(run => run?.reason)).toEqual([
      'every slot for runs is taken (1); 0 wait before this one',
      'every slot for runs is taken (1); 1 wait before this one',
    ]);
  });

  describe('with a quota of two CPUs', () => {
    beforeEach(async () => {
      const quota = JSON.stringify({ ...NO_QUOTA, cpuMillicores: 2_000 });
      await db('projects').where({ name: 'public' }).update({ quota });
    });

    /** Adds a run that can execute so many tasks at once, each with a CPU. */
    function wide(tasks: number, row: Parameters<typeof addRun>[1] = {}) {
      const how = {
        argv: ['true'],
        runtime: { kind: 'process', python: null },
      } as const;
      const plan = aPlan(
        Array.from({ length: tasks }, (_, n) => aTask(`t${n}`, how)),
      );
      return addRun(db, { demand: JSON.stringify(demandOf(plan)), ...row });
    }

    it('lets a run execute as many tasks at once as there is room for, and says so', async () => {
      const run = await wide(5);
      begin();
      await until(async () => engine.plans.size === 1);
      expect([...engine.plans.values()].map(plan => plan.parallelism)).toEqual([
        2,
      ]);
      const [message] = await listMessageRows(db, run, undefined, { limit: 9 });
      expect(message.text).toBe(
        'At most 2 of its tasks execute at the same time, not 5: for more the quota of the project group "public" had no room.',
      );
    });

    it('lets a run wait for room, and in when another has ended', async () => {
      const first = await wide(2, { admitted: true, status: 'running' });
      const second = await wide(1);
      const { dispatcher } = begin();
      await until(async () => (await reasonOf(second)) !== null);
      expect(await reasonOf(second)).toBe(
        'needs 1 CPU; of the quota of the project group "public", 2 CPUs, 0 is free',
      );
      await db('runs').where({ id: first }).update({ status: 'succeeded' });
      dispatcher.wake();
      await until(async () => engine.plans.size === 1);
      expect(await reasonOf(second)).toBeNull();
    });

    it('does not share out the same room twice where two backends let runs in', async () => {
      for (let n = 0; n < 8; n++) await wide(1);
      begin();
      begin();
      await until(async () => engine.plans.size > 1);
      await until(workedOff);
      const admitted = await db('runs').where({ admitted: true }).pluck('id');
      expect(admitted).toHaveLength(2);
    });
  });
});
