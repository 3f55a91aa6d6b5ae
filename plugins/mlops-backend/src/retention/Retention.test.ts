import { mockServices, TestDatabases } from '@backstage/backend-test-utils';
import type { RunId } from '@mlops/plugin-mlops-common';
import type { EngineCache, EngineStorage } from '@mlops/plugin-mlops-node';
import type { Knex } from 'knex';
import { addRun, aStore } from '../__testUtils__/aStore';
import { MemoryEngine } from '../__testUtils__/MemoryEngine';
import { dueEntries } from '../store/outbox';
import { listRemovalRows, toRemoval } from '../store/removals';
import { findRun } from '../store/runs';
import { Retention } from './Retention';
import type { RetentionPolicy } from './RetentionPolicy';

jest.setTimeout(60_000);

const databases = TestDatabases.create({ ids: ['SQLITE_3', 'POSTGRES_15'] });

const DAY = 86_400_000;
const NOW = 1_000 * DAY;
const POLICY: RetentionPolicy = {
  minimumAge: DAY,
  runs: { keepFor: 365 * DAY, keepLast: 1 },
  logs: { keepFor: 90 * DAY, maxTotal: 1e9 },
  outputs: { keepFor: 180 * DAY, maxTotal: 1e9 },
  environments: { keepFor: 30 * DAY, maxTotal: 1e9 },
};

class KeepingEngine extends MemoryEngine {
  caches: EngineCache[] = [];
  unreadable: string | undefined;

  readonly storage: EngineStorage = {
    sizeOf: async ({ runId }) => {
      if (runId === this.unreadable) throw new Error('the disk is broken');
      return { logs: 10, outputs: 20 };
    },
    discard: async ({ runId }, part) => {
      this.calls.push(`discard ${part} ${runId}`);
    },
    caches: async () => this.caches,
    discardCache: async cache => {
      this.calls.push(`discard ${cache}`);
      return cache !== 'busy';
    },
  };
}

describe.each(databases.eachSupportedId())('Retention on %s', id => {
  let db: Knex;
  let engine: KeepingEngine;
  beforeEach(async () => {
    db = await aStore(databases, id);
    engine = new KeepingEngine();
  });

  const ended = (days: number, more = {}) =>
    addRun(db, {
      status: 'failed',
      admitted: true,
      finished_at: NOW - days * DAY,
      ...more,
    });

  async function pass(
    options: { dryRun?: boolean; signal?: AbortSignal } = {},
  ) {
    const retention = new Retention({
      db,
      engines: new Map([[engine.id, engine]]),
      policy: POLICY,
      dryRun: options.dryRun ?? false,
      auditor: mockServices.auditor.mock({
        createEvent: async () => ({
          success: async () => {},
          fail: async () => {},
        }),
      }),
      logger: mockServices.logger.mock(),
      now: () => NOW,
      onRemoved: () => {},
    });
    await retention.work(options.signal ?? new AbortController().signal);
    const rows = await listRemovalRows(db, {}, true, { limit: 100 });
    return rows.map(toRemoval).reverse();
  }

  const asked = async () =>
    (await dueEntries(db, NOW, 100)).map(
      ({ action, runId }) => `${action} ${runId}`,
    );

  it('gives up old logs once, asks the engine for it, and keeps the record of the run', async () => {
    const old = await ended(100);
    await ended(1);
    const [removal, ...others] = await pass();
    expect(removal).toMatchObject({
      what: 'logs',
      subject: old,
      title: 'demo #1',
      project: 'public',
      bytes: 10,
      dryRun: false,
    });
    expect(others).toEqual([]);
    expect(await asked()).toEqual([`discard-logs ${old}`]);
    expect(await findRun(db, old)).toBeDefined();
    await db('outbox').delete();
    expect(await pass()).toHaveLength(1);
    expect(await asked()).toEqual([]);
  });

  it('removes a run that is too old with all of its records', async () => {
    const old = await ended(400);
    const last = await ended(399);
    const removals = await pass();
    expect(removals.map(({ what, subject }) => `${what} ${subject}`)).toEqual([
      `run ${old}`,
      `logs ${last}`,
      `outputs ${last}`,
    ]);
    expect(await findRun(db, old)).toBeUndefined();
    expect(await db('run_tasks').where({ run_id: old })).toEqual([]);
    expect(await asked()).toContain(`purge ${old}`);
  });

  it('says in a dry run what would go, each time anew, and removes nothing', async () => {
    const old = await ended(100);
    const first = await pass({ dryRun: true });
    const again = await pass({ dryRun: true });
    for (const removals of [first, again]) {
      expect(removals).toMatchObject([
        { what: 'logs', subject: old, dryRun: true },
      ]);
    }
    expect(await asked()).toEqual([]);
    engine.caches = [
      { id: 'old', title: '', bytes: 1, usedAt: 0, inUse: false },
    ];
    await pass({ dryRun: true });
    expect(engine.calls).toEqual([]);
  });

  it('removes nothing of a run that has not ended, or that waits for its engine', async () => {
    await addRun(db, { status: 'running', admitted: true });
    const waiting = await ended(400);
    await ended(399);
    await db('outbox').insert({
      run_id: waiting,
      action: 'clear',
      engine: 'memory',
      next_at: NOW,
    });
    const removals = await pass();
    expect(removals.map(({ subject }) => subject)).not.toContain(waiting);
  });

  it('marks what it cannot measure with the reason, and goes on with the rest', async () => {
    const broken = await ended(100);
    const fine = await ended(101);
    engine.unreadable = broken;
    const removals = await pass();
    expect(removals).toMatchObject([{ what: 'logs', subject: fine }]);
    const [kept] = await db('kept_bytes').where({ run_id: broken });
    expect(kept.problem).toBe('the disk is broken');
  });

  it('goes on with the others when one cannot be removed', async () => {
    const runs: RunId[] = [];
    for (let i = 0; i < 3; i++) runs.push(await ended(100 + i));
    // As when another process removed it between decision and act.
    const broken = runs[1];
    await pass({ dryRun: true });
    await db.schema.alterTable('retention_removals', table => {
      table.unique(['what', 'subject']);
    });
    await db('retention_removals').where({ subject: runs[0] }).delete();
    await db('retention_removals').where({ subject: runs[2] }).delete();
    await db('retention_removals').update({ dry_run: false, at: NOW });
    await pass();
    expect((await asked()).sort()).toEqual(
      [runs[0], runs[2]].map(run => `discard-logs ${run}`).sort(),
    );
    const [kept] = await db('kept_bytes').where({ run_id: broken });
    expect(kept.logs_removed_at).toBeNull();
  });

  it('begins nothing more once it is to end', async () => {
    await ended(100);
    const ending = new AbortController();
    ending.abort();
    expect(await pass({ signal: ending.signal })).toEqual([]);
    expect(await asked()).toEqual([]);
  });

  it('writes an environment down only when the engine let it go', async () => {
    const cache = { title: 'Python: numpy', bytes: 5, inUse: false, usedAt: 0 };
    engine.caches = [
      { ...cache, id: 'busy' },
      { ...cache, id: 'free' },
    ];
    expect(await pass()).toMatchObject([
      { what: 'environment', subject: 'free', project: null, bytes: 5 },
    ]);
    expect(engine.calls).toEqual(['discard busy', 'discard free']);
  });
});
