import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type { RunPlan, TaskPlan } from '@mlops/plugin-mlops-common';
import { aPlan, aTask } from '@mlops/plugin-mlops-node';
import type { AttemptWork } from './AttemptRunner';
import { DataFolder } from '../DataFolder';
import { EventFeed } from '../EventFeed';
import type { EnvironmentState } from '../environments/Environments';
import { Runtimes } from '../environments/Runtimes';
import type { LocalRun } from './LocalRun';
import { RunFile } from './RunFile';
import { RunShelf } from './RunShelf';
import { Scheduler } from './Scheduler';

const python = { requirements: ['numpy==2.0.0'] };

function step(name: string, more: Partial<TaskPlan> = {}): TaskPlan {
  const how = {
    argv: ['true'],
    runtime: { kind: 'process', python: null },
  } as const;
  return aTask(name, how, more);
}

/** A scheduler over real runs on a real disk; only what would start processes is of the test. */
class Bench {
  readonly data: DataFolder;
  readonly logger = mockServices.logger.mock();
  readonly runs: RunShelf;
  readonly scheduler: Scheduler;
  readonly started: string[] = [];
  /** What was to be set up after the last turn. */
  setUp: string[] = [];
  /** What executing a task does; otherwise it succeeds. */
  execute = async (run: LocalRun, task: string): Promise<void> => {
    run.conclude(task, {
      status: 'succeeded',
      reason: null,
      exitCode: 0,
      finishedAt: Date.now(),
      peak: null,
      outputs: [],
      values: {},
      metrics: {},
    });
  };
  environment: EnvironmentState = { state: 'ready', folder: '/python' };
  diskIsFull = false;

  constructor(root: string) {
    this.data = new DataFolder(root);
    const { data, logger } = this;
    const now = Date.now;
    this.runs = new RunShelf({ data, feed: new EventFeed(), logger, now });
    const begin = async ({ run, task }: AttemptWork) => {
      this.started.push(task);
      await this.execute(run, task);
    };
    this.scheduler = new Scheduler({
      runs: this.runs,
      runtimes: new Runtimes({
        want: () => this.environment,
        release: () => {},
      }),
      attempts: {
        run: begin,
        adopt: async (_run, _task, start) => start(),
        setUp: next => {
          this.setUp = next.map(({ task }) => task);
        },
      },
      supervisor: { stop: async () => {}, isClaimed: async () => true },
      data,
      disk: { isThere: () => !this.diskIsFull },
      logger,
      slots: 2,
      now,
    });
  }

  async submit(plan: RunPlan): Promise<LocalRun> {
    const run = await this.runs.take(plan);
    this.scheduler.turn();
    return run;
  }

  /** The run as the next engine would read it. */
  stored(run: LocalRun) {
    return new RunFile(this.data.run(run.plan.runId)).readState();
  }
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise(resolve => setTimeout(resolve, 5));
}

describe('Scheduler', () => {
  let root: string;
  let bench: Bench;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'mlops-scheduler-'));
    bench = new Bench(root);
  });
  afterEach(async () => {
    bench.scheduler.close();
    await Promise.all(bench.runs.all().map(run => run.close()));
    await rm(root, { recursive: true, force: true });
  });

  it('executes tasks in their order and keeps the end of the run', async () => {
    const run = await bench.submit(
      aPlan([step('end', { dependsOn: ['begin'] }), step('begin')]),
    );
    await until(async () => (await bench.stored(run))?.status === 'succeeded');
    expect(bench.started).toEqual(['begin', 'end']);
  });

  it('ends an attempt that breaks with its reason, and the run with it', async () => {
    const { execute } = bench;
    bench.execute = async (run, task) => {
      if (task === 'breaks') throw new Error('the folder is gone');
      await execute(run, task);
    };
    const broken = await bench.submit(
      aPlan([step('breaks'), step('after', { dependsOn: ['breaks'] })]),
    );
    const sound = await bench.submit(aPlan([step('sound')]));
    await until(() => broken.isOver && sound.isOver);
    await until(async () => (await bench.stored(broken))?.status === 'failed');
    expect((await bench.stored(broken))?.tasks).toMatchObject({
      breaks: {
        status: 'failed',
        attempts: [{ status: 'failed', reason: 'the folder is gone' }],
      },
      after: { status: 'skipped' },
    });
    expect(sound.state.status).toBe('succeeded');
    expect(bench.logger.error).toHaveBeenCalledWith(
      expect.stringContaining('the folder is gone'),
    );
  });

  it('tries an attempt that breaks again while the policy lets it', async () => {
    const { execute } = bench;
    bench.execute = async (run, task) => {
      if (bench.started.length === 1) throw new Error('too many open files');
      await execute(run, task);
    };
    const run = await bench.submit(
      aPlan([step('once', { retry: { limit: 1, backoffSeconds: 0 } })]),
    );
    await until(() => run.isOver);
    expect(run.state.status).toBe('succeeded');
    expect(run.state.tasks.once.attempts).toHaveLength(2);
  });

  it('says why a task waits for its environment, and fails it when there will be none', async () => {
    bench.environment = { state: 'building', since: 0 };
    const run = await bench.submit(
      aPlan([step('train', { runtime: { kind: 'process', python } })]),
    );
    await until(() => run.state.tasks.train.reason !== null);
    expect(run.state.tasks.train).toMatchObject({
      status: 'waiting',
      reason: 'its Python environment is being built',
    });
    bench.environment = { state: 'failed', reason: 'no such package: numpi' };
    bench.scheduler.turn();
    await until(() => run.isOver);
    expect(run.state.tasks.train).toMatchObject({
      status: 'failed',
      reason: 'no such package: numpi',
    });
    expect(bench.started).toEqual([]);
  });

  it('refuses a task that wants an image', async () => {
    const run = await bench.submit(
      aPlan([
        step('image', {
          runtime: {
            kind: 'container',
            image: 'python:3',
            usesEntrypoint: false,
            pullSecrets: [],
            serviceAccount: null,
            hostAliases: [],
          },
        }),
      ]),
    );
    await until(() => run.isOver);
    expect(run.state.tasks.image.reason).toMatch(/runs no images/);
  });

  it('starts nothing on a full disk, says so, and goes on when there is room', async () => {
    bench.diskIsFull = true;
    const run = await bench.submit(aPlan([step('write')]));
    await until(() => run.state.tasks.write.reason !== null);
    expect(run.state.tasks.write).toMatchObject({
      status: 'waiting',
      reason: expect.stringContaining('the disk is nearly full'),
    });
    expect(bench.started).toEqual([]);
    bench.diskIsFull = false;
    bench.scheduler.turn();
    await until(() => run.isOver);
    expect(run.state.status).toBe('succeeded');
  });

  it('executes nothing whose beginning could not be written, and tries again', async () => {
    const before = await bench.runs.take(aPlan([step('write')]));
    await before.close();
    const next = new Bench(root);
    await next.runs.open();
    const { runId } = before.plan;
    const blocked = join(next.data.run(runId), 'state.jsonl.new');
    // A folder in the place of the file, as a full disk would refuse it.
    await mkdir(blocked);
    next.scheduler.turn();
    await until(() => next.logger.error.mock.calls.length > 0);
    expect(next.logger.error).toHaveBeenCalledWith(
      expect.stringContaining('Cannot keep the state of run'),
    );
    expect(next.started).toEqual([]);
    await rm(blocked, { recursive: true });
    next.scheduler.turn();
    await until(
      async () => (await next.stored(before))?.status === 'succeeded',
    );
    expect(next.started).toEqual(['write']);
    next.scheduler.close();
  });

  it('sets up what waits for a slot and what waits for a task that runs, as many as there are slots', async () => {
    let finish = () => {};
    const held = new Promise<void>(resolve => {
      finish = resolve;
    });
    const { execute } = bench;
    bench.execute = (run, task) => held.then(() => execute(run, task));
    const run = await bench.submit(
      aPlan([
        step('a'),
        step('b'),
        step('left out', { skip: true, dependsOn: ['a'] }),
        step('after both', { dependsOn: ['a', 'b'] }),
        step('after that', { dependsOn: ['after both'] }),
      ]),
    );
    await until(() => bench.setUp.length > 0);
    expect(bench.setUp).toEqual(['after both']);
    const other = await bench.submit(aPlan([step('c'), step('d')]));
    await until(() => bench.setUp.includes('c'));
    expect(bench.setUp).toEqual(['c', 'd']);
    finish();
    await until(() => run.isOver && other.isOver);
    await until(() => bench.setUp.length === 0);
  });

  it('lets no more tasks run than there are slots', async () => {
    let finish = () => {};
    const held = new Promise<void>(resolve => {
      finish = resolve;
    });
    const { execute } = bench;
    bench.execute = (run, task) => held.then(() => execute(run, task));
    const run = await bench.submit(aPlan(['a', 'b', 'c'].map(n => step(n))));
    await until(() => bench.started.length === 2);
    expect(run.state.tasks.c.status).toBe('queued');
    expect(bench.started).toEqual(['a', 'b']);
    expect(run.state.tasks.c.reason).toMatch(/^2 tasks are running/);
    finish();
    await until(() => run.isOver);
    expect(bench.started).toEqual(['a', 'b', 'c']);
  });

  it('goes on with what an earlier engine had begun', async () => {
    const plan = aPlan([step('begun')]);
    const before = await bench.runs.take(plan);
    before.begin('begun');
    await before.save();
    await before.close();
    const unreadable = aPlan([step('lost')]);
    await mkdir(bench.data.run(unreadable.runId));
    const plain = join(bench.data.run(unreadable.runId), 'plan.json');
    await writeFile(plain, '{');

    const next = new Bench(root);
    await next.runs.open();
    expect(next.runs.all()).toHaveLength(1);
    expect(next.logger.error).toHaveBeenCalledWith(
      expect.stringContaining(`Run ${unreadable.runId} cannot be read`),
    );
    const [run] = next.runs.all();
    next.scheduler.adopt(run);
    await until(async () => (await next.stored(run))?.status === 'succeeded');
    expect(run.state.tasks.begun.attempts).toHaveLength(1);
    next.scheduler.close();
  });

  it('starts nothing more once it is closed', async () => {
    bench.environment = { state: 'building', since: 0 };
    const run = await bench.submit(
      aPlan([step('late', { runtime: { kind: 'process', python } })]),
    );
    await until(() => run.state.tasks.late.reason !== null);
    bench.scheduler.close();
    bench.environment = { state: 'ready', folder: '/python' };
    bench.scheduler.turn();
    const later = await bench.submit(aPlan([step('later')]));
    // In this time another one starts and ends the same.
    const other = new Bench(join(root, 'other'));
    const done = await other.submit(aPlan([step('later')]));
    await until(async () => (await other.stored(done))?.status === 'succeeded');
    other.scheduler.close();
    expect(later.state.tasks.later.attempts).toEqual([]);
    expect(bench.started).toEqual([]);
  });
});
