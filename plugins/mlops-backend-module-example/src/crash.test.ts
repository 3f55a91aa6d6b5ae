import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import { aPlan, aTask, type AttemptEvent } from '@mlops/plugin-mlops-node';
import { FolderEngine } from './FolderEngine';
import { launch } from './launch';

jest.setTimeout(60_000);

describe('what no contract can promise, because only this engine can be hurt like that', () => {
  let root: string;
  let engine: FolderEngine;

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'mlops-example-'));
    engine = new FolderEngine(root, mockServices.logger.mock());
  });
  afterEach(async () => {
    await engine.close();
    await rm(root, { recursive: true, force: true });
  });

  const aRunOf = (script: string) =>
    aPlan([
      aTask('task', {
        argv: ['sh', '-c', script],
        runtime: { kind: 'process', python: null },
      }),
    ]);

  /** The last word on the attempt, when the run is over; `meanwhile` is called as soon as it has a log. */
  async function endOf(
    plan: ReturnType<typeof aRunOf>,
    meanwhile: (folder: string) => Promise<void>,
  ): Promise<AttemptEvent | undefined> {
    const folder = join(root, plan.runId, 'tasks/task/1');
    await engine.submit(plan);
    let log = '';
    while (!log) {
      await new Promise(resolve => setTimeout(resolve, 10));
      log = await readFile(join(folder, 'log'), 'utf8').catch(() => '');
    }
    await meanwhile(folder);
    const end = new AbortController();
    let attempt: AttemptEvent | undefined;
    for await (const event of engine.watch(end.signal, 1)) {
      if (event.type === 'attempt') attempt = event;
      if (event.type === 'run' && event.finishedAt) end.abort();
      if (attempt?.status === 'failed') end.abort();
    }
    return attempt;
  }

  it('says of an attempt whose process was killed that nobody knows how it ended', async () => {
    const attempt = await endOf(aRunOf('echo up; sleep 0.5'), async folder => {
      const claim = await readFile(join(folder, 'claim.json'), 'utf8');
      process.kill(JSON.parse(claim).pid, 'SIGKILL');
    });
    expect(attempt).toMatchObject({
      status: 'failed',
      reason: 'its process was ended from outside and left no word',
    });
  });

  it('executes an attempt once, however often its process is started', async () => {
    const plan = aRunOf('echo up; sleep 0.3; echo down');
    const attempt = await endOf(plan, async folder => {
      launch(folder);
      launch(folder);
    });
    expect(attempt?.status).toBe('succeeded');
    const log = join(root, plan.runId, 'tasks/task/1/log');
    expect(await readFile(log, 'utf8')).toBe('up\ndown\n');
  });
});
