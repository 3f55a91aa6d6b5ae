import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aPlan, aTask } from '@mlops/plugin-mlops-node';
import { EventFeed } from '../EventFeed';
import { LocalRun } from './LocalRun';
import { RunFile } from './RunFile';
import { newRunState } from './RunState';

const how = {
  argv: ['true'],
  runtime: { kind: 'process', python: null },
} as const;
const plan = aPlan([aTask('first', how), aTask('second', how)]);
const values = { rows: 1_797 };

describe('the state of a run on the disk', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mlops-run-file-'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const take = () => {
    const file = new RunFile(folder);
    const state = newRunState(plan, 'uid', 1);
    const feed = new EventFeed();
    return new LocalRun({ plan, state, file, feed, now: () => 2 });
  };
  const read = () => new RunFile(folder).readState();

  it('is the state after every change, however they were gathered', async () => {
    const run = take();
    await run.save();
    expect(await read()).toEqual(run.state);
    run.say('hello');
    run.begin('first');
    await run.save();
    expect(await read()).toEqual(run.state);
    run.conclude('first', {
      ...{ status: 'succeeded', reason: null, exitCode: 0, finishedAt: 3 },
      ...{ peak: null, outputs: [], values, metrics: {} },
    });
    run.begin('second');
    await run.save();
    run.fail('second', 'no');
    run.advance();
    await run.save();
    const state = await read();
    expect(state).toEqual(run.state);
    expect(state?.status).toBe('failed');
    expect(state?.tasks.first.attempts[0].values).toEqual(values);
  });

  it('tells everything once that is said while it is written', async () => {
    const run = take();
    run.say('one');
    const saving = [run.save()];
    run.say('two');
    saving.push(run.save());
    run.say('three');
    await Promise.all([...saving, run.save()]);
    expect(await read()).toEqual(run.state);
    await run.close();
  });

  it('is what was kept before, when a machine went down while it was written', async () => {
    const run = take();
    await run.save();
    run.begin('first');
    await run.save();
    const kept = structuredClone(run.state);
    await run.close();
    await appendFile(join(folder, 'state.jsonl'), '{"run":{"status":"suc');
    expect(await read()).toEqual(kept);

    const file = new RunFile(folder);
    const state = await file.readState();
    if (!state) throw new Error('There is no state');
    const feed = new EventFeed();
    const next = new LocalRun({ plan, state, file, feed, now: () => 4 });
    next.fail('first', 'lost');
    await next.save();
    expect(await read()).toEqual(next.state);
    await next.close();
  });

  it('is unknown as long as nothing of it was kept', async () => {
    expect(await read()).toBeUndefined();
  });
});
