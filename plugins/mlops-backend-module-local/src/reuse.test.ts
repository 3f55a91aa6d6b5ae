import { buffer } from 'node:stream/consumers';
import { Readable } from 'node:stream';
import type { RunId, RunPlan, TaskPlan } from '@mlops/plugin-mlops-common';
import { aPlan, aTask, type AttemptEvent } from '@mlops/plugin-mlops-node';
import { Bench } from './__testUtils__/Bench';

jest.setTimeout(60_000);

const LOAD = `
  echo loading
  echo 1,2,3 > "$MLOPS_OUTPUTS/rows.csv"
  ln -s rows.csv "$MLOPS_OUTPUTS/latest.csv"
  echo '{"rows": 3}' > "$MLOPS_OUTPUTS/outputs.json"
`;

function script(
  name: string,
  text: string,
  more: Partial<TaskPlan> = {},
): TaskPlan {
  const how = {
    argv: ['sh', '-c', text],
    runtime: { kind: 'process', python: null },
  } as const;
  return aTask(name, how, more);
}

/** `load`, then `fit`, which does what the test says. */
function planOf(fit: string, reuse?: TaskPlan['reuse']): RunPlan {
  return aPlan(
    [
      script('load', LOAD, reuse ? { reuse } : {}),
      script('fit', fit, { dependsOn: ['load'] }),
    ],
    reuse ? { rerunOf: { runId: reuse.runId, number: 41 } } : {},
  );
}

describe('a rerun on the embedded engine', () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await Bench.start();
  });
  afterAll(() => bench.close());

  /** How the tasks of a run ended. */
  async function ended({ runId }: RunPlan) {
    const end = new AbortController();
    const tasks = new Map<string, string>();
    const attempts = new Map<string, AttemptEvent>();
    let status: string | undefined;
    for await (const event of bench.engine.watch(end.signal, 1)) {
      if (!('runId' in event) || event.runId !== runId) continue;
      if (event.type === 'task') tasks.set(event.task, event.status);
      if (event.type === 'attempt') attempts.set(event.task, event);
      if (event.type === 'run' && event.finishedAt !== null) {
        status = event.status;
        end.abort();
      }
    }
    return { status, tasks: Object.fromEntries(tasks), attempts };
  }

  const read = async (runId: RunId, path: string) =>
    (
      await buffer(
        Readable.from(
          bench.engine.output({ runId, task: 'load', attempt: 1 }, path),
        ),
      )
    ).toString();

  it('executes only what failed, on the results of what succeeded', async () => {
    const first = planOf('exit 3');
    await bench.engine.submit(first);
    expect(await ended(first)).toMatchObject({
      status: 'failed',
      tasks: { load: 'succeeded', fit: 'failed' },
    });

    const again = planOf('cat "$MLOPS_INPUTS/load/rows.csv"', {
      runId: first.runId,
      attempt: 1,
    });
    await bench.engine.submit(again);
    const end = await ended(again);
    expect(end).toMatchObject({
      status: 'succeeded',
      tasks: { load: 'reused', fit: 'succeeded' },
    });
    expect(end.attempts.get('load')).toMatchObject({
      status: 'reused',
      values: { rows: 3 },
      startedAt: null,
      peak: null,
    });

    await bench.engine.purge({ runId: first.runId, uid: null });
    expect(await read(again.runId, 'rows.csv')).toBe('1,2,3\n');
    expect(await read(again.runId, 'latest.csv')).toBe('1,2,3\n');
    const log = bench.engine.log(
      { runId: again.runId, task: 'load', attempt: 1 },
      { from: 0, follow: true, signal: new AbortController().signal },
    );
    expect(String(await buffer(Readable.from(log)))).toContain('loading');
  });

  it('executes what it has no result of any more', async () => {
    const gone = planOf('true');
    const again = planOf('test -f "$MLOPS_INPUTS/load/rows.csv"', {
      runId: gone.runId,
      attempt: 1,
    });
    await bench.engine.submit(again);
    expect(await ended(again)).toMatchObject({
      status: 'succeeded',
      tasks: { load: 'succeeded', fit: 'succeeded' },
    });
  });

  it('takes no result of a task whose upstream task it executes', async () => {
    const first = planOf('true');
    await bench.engine.submit(first);
    await ended(first);
    const again = aPlan([
      script('load', LOAD),
      script('fit', 'true', {
        dependsOn: ['load'],
        reuse: { runId: first.runId, attempt: 1 },
      }),
    ]);
    await bench.engine.submit(again);
    expect((await ended(again)).tasks).toEqual({
      load: 'succeeded',
      fit: 'succeeded',
    });
  });
});
