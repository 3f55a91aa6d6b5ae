import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import type { RunId, RunPlan, TaskPlan } from '@mlops/plugin-mlops-common';
import { aPlan, aTask, type ExecutionEngine } from '@mlops/plugin-mlops-node';
import {
  createLocalEngine,
  type LocalEngineOptions,
  type LocalEngineParts,
} from '../createLocalEngine';

/** An engine on a folder of its own, which executes shell scripts. */
export class Bench {
  readonly folder: string;
  readonly #parts: LocalEngineParts;

  private constructor(folder: string, parts: LocalEngineParts) {
    this.folder = folder;
    this.#parts = parts;
  }

  static async start(
    options: Partial<LocalEngineOptions> = {},
  ): Promise<Bench> {
    const folder = await mkdtemp(join(tmpdir(), 'mlops-engine-'));
    const parts = await createLocalEngine({
      dataDirectory: folder,
      slots: 4,
      maxRuns: 4,
      uv: 'uv',
      python: 'python3',
      minimumFreeDisk: 0,
      sandbox: 'required',
      network: 'host',
      visible: [],
      maxProcesses: 64,
      maxLog: 2 ** 30,
      logger: mockServices.logger.mock(),
      env: process.env,
      now: Date.now,
      ...options,
    });
    return new Bench(folder, parts);
  }

  get engine(): ExecutionEngine {
    return this.#parts.engine;
  }

  async close(): Promise<void> {
    await this.#parts.close();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** A run of one task, `task`, that executes a script of the shell. */
  async submit(script: string, more: Partial<TaskPlan> = {}): Promise<RunPlan> {
    const how = {
      argv: ['sh', '-c', script],
      runtime: { kind: 'process', python: null },
    } as const;
    const plan = aPlan([aTask('task', how, more)]);
    await this.engine.submit(plan);
    return plan;
  }

  /** What became of a script: the end of its attempt, its log, and what the platform said. */
  async run(script: string, more: Partial<TaskPlan> = {}) {
    return this.ended(await this.submit(script, more));
  }

  async ended({ runId }: RunPlan) {
    const ref = { runId, task: 'task', attempt: 1 };
    const end = new AbortController();
    const said: string[] = [];
    let attempt;
    for await (const event of this.engine.watch(end.signal, 1)) {
      if (event.type === 'synced' || event.runId !== runId) continue;
      if (event.type === 'message') said.push(event.text);
      if (event.type === 'attempt') attempt = event;
      if (event.type === 'run' && event.finishedAt !== null) end.abort();
    }
    return { ref, attempt, said, log: await this.log(runId) };
  }

  async log(runId: RunId): Promise<string> {
    const path = join(this.folder, 'runs', runId, 'tasks/task/1/log');
    return readFile(path, 'utf8').catch(() => '');
  }
}
