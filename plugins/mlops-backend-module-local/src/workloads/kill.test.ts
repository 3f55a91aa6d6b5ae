import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { askUpstream, aWorkload, WEB_SERVER } from '@mlops/plugin-mlops-node';
import type { WorkloadPlan } from '@mlops/plugin-mlops-common';
import { Bench } from '../__testUtils__/Bench';
import { processesOf } from '../__testUtils__/processesOf';

jest.setTimeout(120_000);

/** A workload whose processes are found by a word. */
function aPlanOf(word: string, more?: Partial<WorkloadPlan>): WorkloadPlan {
  return aWorkload(
    {
      argv: ['python3', '-c', `# ${word}\n${WEB_SERVER}`],
      runtime: { kind: 'process', python: null },
      ports: [
        {
          name: 'http',
          protocol: 'http',
          listen: { kind: 'tcp', number: 8888 },
        },
      ],
    },
    more,
  );
}

describe('a workload whose engine is killed', () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await Bench.start();
  });
  afterAll(() => bench.close());

  /** Kills an engine so many milliseconds after it was asked to start a workload. */
  async function killedAfter(plan: WorkloadPlan, ms: number): Promise<void> {
    const [options, wanted] = ['options.json', `${plan.workloadId}.json`].map(
      name => join(bench.folder, name),
    );
    await writeFile(options, JSON.stringify(bench.options));
    await writeFile(wanted, JSON.stringify(plan));
    const engine = spawn(
      process.execPath,
      [
        resolve(__dirname, '../__testUtils__/engineProcess.mjs'),
        options,
        wanted,
      ],
      { stdio: ['ignore', 'pipe', 'inherit'] },
    );
    await once(engine.stdout, 'data');
    await new Promise(next => setTimeout(next, ms));
    engine.kill('SIGKILL');
    await once(engine, 'exit');
  }

  it.each([0, 5, 15, 30, 50, 80, 120, 300, 600])(
    'is there once, and goes on, when that happens %i ms after it was asked for',
    async ms => {
      const word = `mlops-kill-${process.pid}-${ms}`;
      const plan = aPlanOf(word);
      await bench.pause();
      await killedAfter(plan, ms);
      await bench.resume();
      // As the backend does, which does not know whether it was heard.
      await bench.workloads.start(plan);
      const upstream = await bench.upstream(plan);
      const own = await askUpstream(upstream, '/');
      await bench.workloads.start(plan);
      expect(await askUpstream(upstream, '/')).toBe(own);
      expect(await bench.workloadLog(plan)).toBe('serving\n');
      const last = await bench.end(plan);
      expect(last).toMatchObject({ status: 'ended', restarts: 0 });
      expect(await processesOf(word)).toEqual([]);
    },
  );

  it('ends with its lifetime though no engine is there', async () => {
    const word = `mlops-kill-${process.pid}-lifetime`;
    const plan = aPlanOf(word, { lifetimeSeconds: 3 });
    await bench.pause();
    await killedAfter(plan, 1_000);
    expect(await processesOf(word)).not.toEqual([]);
    await new Promise(next => setTimeout(next, 3_500));
    expect(await processesOf(word)).toEqual([]);
    await bench.resume();
    const last = await bench.told(plan, ({ status }) => status === 'ended');
    expect(last.reason).toMatch(/lifetime of 3 s/);
  });

  it('is started again when its supervisor is killed too, as its policy says', async () => {
    const word = `mlops-kill-${process.pid}-lost`;
    const plan = aPlanOf(word, {
      restart: { kind: 'on-failure', limit: 1, backoffSeconds: 0 },
    });
    await bench.workloads.start(plan);
    await bench.upstream(plan);
    const claim = join(
      bench.folder,
      `workloads/${plan.workloadId}/starts/1/claim`,
    );
    const [pid] = (await readFile(claim, 'utf8')).split(' ');
    process.kill(Number(pid), 'SIGKILL');
    await bench.told(
      plan,
      ({ restarts, status }) => restarts === 1 && status === 'ready',
    );
    const upstream = await bench.workloads.connect(plan, 'http');
    expect(await askUpstream(upstream, '/')).toMatch(/ [0-9a-f]{32}$/);
    await bench.end(plan);
    expect(await processesOf(word)).toEqual([]);
  });
});
