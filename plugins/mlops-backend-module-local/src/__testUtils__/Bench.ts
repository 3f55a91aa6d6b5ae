import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { mockServices } from '@backstage/backend-test-utils';
import {
  isWorkloadOver,
  type RunId,
  type RunPlan,
  type TaskPlan,
  type WorkloadPlan,
} from '@mlops/plugin-mlops-common';
import {
  aPlan,
  aTask,
  aWorkload,
  type ExecutionEngine,
  type Upstream,
  type WorkloadEngine,
  type WorkloadEvent,
} from '@mlops/plugin-mlops-node';
import {
  createLocalEngine,
  type LocalEngineOptions,
  type LocalEngineParts,
} from '../createLocalEngine';

const SURROUNDINGS = {
  logger: mockServices.logger.mock(),
  env: process.env,
  now: Date.now,
};

/** An engine on a folder of its own, which executes shell scripts. */
export class Bench {
  readonly folder: string;
  /** What other engines on the same folder are made with. */
  readonly options: Omit<LocalEngineOptions, 'logger' | 'env' | 'now'>;
  #parts: LocalEngineParts;

  private constructor(options: LocalEngineOptions, parts: LocalEngineParts) {
    const { logger: _logger, env: _env, now: _now, ...rest } = options;
    this.folder = options.dataDirectory;
    this.options = rest;
    this.#parts = parts;
  }

  static async start(
    options: Partial<LocalEngineOptions> = {},
  ): Promise<Bench> {
    const whole = {
      ...SURROUNDINGS,
      dataDirectory: await mkdtemp(join(tmpdir(), 'mlops-engine-')),
      slots: 4,
      maxRuns: 4,
      uv: 'uv',
      python: 'python3',
      minimumFreeDisk: 0,
      sandbox: 'required' as const,
      network: 'host' as const,
      visible: [],
      maxProcesses: 64,
      maxLog: 2 ** 30,
      ...options,
    };
    return new Bench(whole, await createLocalEngine(whole));
  }

  /** Leaves the folder to another engine, until `resume`. */
  async pause(): Promise<void> {
    await this.#parts.close();
  }

  async resume(): Promise<void> {
    this.#parts = await createLocalEngine({
      ...SURROUNDINGS,
      ...this.options,
    });
  }

  get engine(): ExecutionEngine {
    return this.#parts.engine;
  }

  get workloads(): WorkloadEngine {
    const { workloads } = this.engine;
    if (!workloads) throw new Error('It runs workloads');
    return workloads;
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
      if (!('runId' in event) || event.runId !== runId) continue;
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

  /** A workload of a script of Python that listens at a TCP port, `http`. */
  async serve(
    script: string,
    more: Partial<WorkloadPlan> = {},
  ): Promise<WorkloadPlan> {
    const plan = aWorkload(
      {
        argv: ['python3', '-c', script],
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
    await this.workloads.start(plan);
    return plan;
  }

  /** Where a workload is reached, once it is ready. */
  async upstream(plan: WorkloadPlan): Promise<Upstream> {
    await this.told(plan, ({ status }) => status === 'ready');
    return this.workloads.connect(plan, 'http');
  }

  /** Ends a workload. @returns the last word on it */
  async end(plan: WorkloadPlan): Promise<WorkloadEvent> {
    await this.workloads.end(plan);
    return this.told(plan, ({ status }) => isWorkloadOver(status));
  }

  /** What is told of a workload, as soon as it is so. */
  async told(
    { workloadId }: WorkloadPlan,
    holds: (event: WorkloadEvent) => boolean,
  ): Promise<WorkloadEvent> {
    const end = new AbortController();
    let found: WorkloadEvent | undefined;
    for await (const event of this.engine.watch(end.signal, 1)) {
      if (event.type !== 'workload' || event.workloadId !== workloadId) {
        continue;
      }
      if (found === undefined && holds(event)) found = event;
      if (found) end.abort();
    }
    if (!found) throw new Error(`Nothing was told of workload ${workloadId}`);
    return found;
  }

  async workloadLog({ workloadId }: WorkloadPlan): Promise<string> {
    const path = join(this.folder, 'workloads', workloadId, 'log');
    return readFile(path, 'utf8').catch(() => '');
  }
}
