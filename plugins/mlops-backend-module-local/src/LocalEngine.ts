import { mkdir, readFile, readdir, rm, statfs } from 'node:fs/promises';
import {
  NotFoundError,
  ServiceUnavailableError,
  stringifyError,
} from '@backstage/errors';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  ID_PATTERN,
  type RunId,
  type RunPlan,
} from '@mlops/plugin-mlops-common';
import type {
  AttemptRef,
  ByteRange,
  EngineCapabilities,
  EngineEvent,
  EngineObjectState,
  EngineOutput,
  ExecutionEngine,
  LogOptions,
  Removed,
  RunRef,
  Submitted,
  UsageSampleState,
} from '@mlops/plugin-mlops-node';
import { readClaim } from './attempts/claim';
import type { Supervisor } from './attempts/Supervisor';
import type { DataFolder } from './DataFolder';
import type { Environments } from './environments/Environments';
import { EventFeed, type FeedEvent } from './EventFeed';
import { followLog, logSize } from './log/followLog';
import type { FolderArtifactStore } from './outputs/FolderArtifactStore';
import { readIfThere } from './readIfThere';
import type { AttemptRunner } from './runs/AttemptRunner';
import { LocalRun } from './runs/LocalRun';
import { allEvents } from './runs/runEvents';
import { RunFile } from './runs/RunFile';
import { newRunState } from './runs/RunState';
import { shareSlots, type Candidate } from './runs/shareSlots';

export interface LocalEngineDeps {
  data: DataFolder;
  artifacts: FolderArtifactStore;
  attempts: AttemptRunner;
  supervisor: Supervisor;
  environments: Environments;
  feed: EventFeed;
  logger: LoggerService;
  /** Tasks at the same time. */
  slots: number;
  /** Runs at the same time. */
  maxRuns: number;
  /** Bytes; with less, nothing starts. */
  minimumFreeDisk: number;
  now: () => number;
}

/** How often to look whether a full disk has room again. */
const DISK_RETRY_MS = 5_000;

/** Executes tasks as processes of this machine. They outlive the backend, which adopts them again. */
export class LocalEngine implements ExecutionEngine {
  readonly id = 'local';
  readonly capabilities: EngineCapabilities;
  readonly #deps: LocalEngineDeps;
  readonly #runs = new Map<RunId, LocalRun>();
  readonly #taking = new Map<RunId, Promise<Submitted>>();
  #opening: Promise<void> | undefined;
  #turning = false;
  #turnAgain = false;
  #alarm: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(deps: LocalEngineDeps) {
    this.#deps = deps;
    this.capabilities = { images: false, maxRuns: deps.maxRuns };
  }

  async submit(plan: RunPlan): Promise<Submitted> {
    await this.#open();
    const known = this.#runs.get(plan.runId);
    if (known) return { uid: known.state.uid };
    // Two calls at the same time are one.
    const taking =
      this.#taking.get(plan.runId) ??
      this.#take(plan).finally(() => this.#taking.delete(plan.runId));
    this.#taking.set(plan.runId, taking);
    return taking;
  }

  async stop({ runId }: RunRef): Promise<void> {
    await this.#open();
    const run = this.#runs.get(runId);
    if (!run || run.isOver) return;
    run.end('stopped', 'stopped on request');
    await run.save();
    this.turn();
  }

  async clear({ runId }: RunRef): Promise<Removed[]> {
    await this.#open();
    const run = this.#runs.get(runId);
    if (!run) return [];
    if (!run.isOver) {
      await this.stop({ runId, uid: run.state.uid });
      await this.#untilOver(run);
    }
    const removed: Removed[] = [];
    for (const [task, { attempts }] of Object.entries(run.state.tasks)) {
      for (let attempt = 1; attempt <= attempts.length; attempt++) {
        const folder = this.#deps.data.attempt({ runId, task, attempt });
        for (const path of [folder.work, folder.inputs, folder.spec]) {
          await rm(path, { recursive: true, force: true });
        }
        removed.push({ kind: 'folder', name: `${task}/${attempt}` });
      }
    }
    return removed;
  }

  async purge({ runId }: RunRef): Promise<void> {
    await this.#open();
    const run = this.#runs.get(runId);
    if (run && !run.isOver) {
      throw new ServiceUnavailableError(`Run ${runId} has not ended yet`);
    }
    this.#runs.delete(runId);
    await this.#deps.artifacts.remove(runId);
  }

  async *watch(signal: AbortSignal, epoch: number): AsyncIterable<EngineEvent> {
    await this.#open();
    yield* this.#deps.feed.watch(() => this.#actualState(), signal, epoch);
  }

  async objects({ runId }: RunRef): Promise<EngineObjectState[]> {
    await this.#open();
    const run = this.#runs.get(runId);
    if (!run) return [];
    const objects: EngineObjectState[] = [];
    for (const [task, { attempts }] of Object.entries(run.state.tasks)) {
      for (const [i, { status, reason }] of attempts.entries()) {
        const attempt = i + 1;
        const folder = this.#deps.data.attempt({ runId, task, attempt });
        const claim = await readClaim(folder.claim);
        objects.push({
          kind: 'process',
          name: claim ? String(claim.pid) : `${task}/${attempt}`,
          task,
          attempt,
          status,
          reason,
        });
      }
    }
    return objects;
  }

  async *log(ref: AttemptRef, options: LogOptions): AsyncIterable<Uint8Array> {
    await this.#open();
    yield* followLog(this.#deps.data.attempt(ref).log, {
      ...options,
      isOver: async () => this.#isOver(ref),
    });
  }

  async logSize(ref: AttemptRef): Promise<number> {
    return logSize(this.#deps.data.attempt(ref).log);
  }

  async usage(ref: AttemptRef): Promise<UsageSampleState[]> {
    const path = this.#deps.data.attempt(ref).usage;
    const text = (await readIfThere(() => readFile(path, 'utf8'))) ?? '';
    return text
      .split('\n')
      .slice(0, -1)
      .map(line => {
        const [at, cpuCores, memoryBytes] = line.split(' ').map(Number);
        return { at, cpuCores, memoryBytes };
      });
  }

  outputs(ref: AttemptRef): Promise<EngineOutput[]> {
    return this.#deps.artifacts.list(ref);
  }

  output(
    ref: AttemptRef,
    path: string,
    range?: ByteRange,
  ): AsyncIterable<Uint8Array> {
    return this.#deps.artifacts.read(ref, path, range);
  }

  /** Starts nothing more and leaves what is under way to the engine that comes next. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#alarm);
    await Promise.all([...this.#runs.values()].map(run => run.close()));
    await this.#deps.environments.close();
  }

  /** Something changed: decides for every run what is to be done now. */
  readonly turn = (): void => {
    this.#turnAgain = true;
    if (this.#turning || this.#closed) return;
    this.#turning = true;
    void (async () => {
      while (this.#turnAgain && !this.#closed) {
        this.#turnAgain = false;
        await this.#turnOnce().catch(error =>
          this.#deps.logger.error(
            `Cannot decide what runs next: ${stringifyError(error)}`,
          ),
        );
      }
      this.#turning = false;
    })();
  };

  /** Tells runs what became of the environment that they wait for. */
  readonly tell = (runIds: readonly string[], text: string): void => {
    // The next engine counts its messages from what is on the disk.
    if (this.#closed) return;
    for (const run of this.#runs.values()) {
      if (runIds.includes(run.plan.runId) && !run.isOver && text) run.say(text);
    }
    this.turn();
  };

  async #take(plan: RunPlan): Promise<Submitted> {
    const { data, feed, now } = this.#deps;
    if (!ID_PATTERN.test(plan.runId)) {
      throw new NotFoundError(`"${plan.runId}" is no id of a run`);
    }
    await this.#requireDisk();
    const folder = data.run(plan.runId);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = new RunFile(folder);
    const uid = `local-${plan.runId}`;
    const state = newRunState(plan, uid, now());
    await file.writePlan(plan);
    // The state makes the run: a plan without one was never taken.
    await file.writeState(state);
    this.#runs.set(plan.runId, new LocalRun({ plan, state, file, feed, now }));
    this.turn();
    return { uid };
  }

  /** Reads what an earlier backend left and adopts what is under way. */
  #open(): Promise<void> {
    this.#opening ??= (async () => {
      const { data, feed, logger, now } = this.#deps;
      await mkdir(data.runs, { recursive: true, mode: 0o700 });
      for (const name of await readdir(data.runs)) {
        if (!ID_PATTERN.test(name)) continue;
        const runId = name as RunId;
        const file = new RunFile(data.run(runId));
        try {
          const [plan, state] = await Promise.all([
            file.readPlan(),
            file.readState(),
          ]);
          if (!plan || !state) continue;
          const run = new LocalRun({ plan, state, file, feed, now });
          this.#runs.set(runId, run);
          for (const task of run.runningTasks) this.#adopt(run, task);
        } catch (error) {
          logger.error(
            `Run ${runId} cannot be read and is left alone: ${stringifyError(
              error,
            )}`,
          );
        }
      }
      this.turn();
    })();
    return this.#opening;
  }

  #adopt(run: LocalRun, task: string): void {
    const { attempts, logger } = this.#deps;
    logger.info(`Adopting the task "${task}" of run ${run.plan.runId}`);
    this.#follow(
      run,
      task,
      attempts.adopt(run, task, () => this.#execute(run, task)),
    );
  }

  async #turnOnce(): Promise<void> {
    const { slots, now } = this.#deps;
    let wakeAt = Infinity;
    const candidates: Candidate[] = [];
    const running: Candidate[] = [];
    const changed: LocalRun[] = [];
    for (const run of this.#runs.values()) {
      if (run.isOver) continue;
      const { project, runId } = run.plan;
      const decision = run.advance();
      if (run.state.ending) await this.#stopTasks(run);
      if (decision.finish) this.#deps.environments.release(runId);
      if (decision.finish || decision.settle.length > 0) changed.push(run);
      wakeAt = Math.min(wakeAt, decision.wakeAt ?? Infinity);
      for (const task of run.runningTasks) {
        running.push({ runId, project, task });
      }
      for (const task of decision.ready) {
        if (this.#hasPython(run, task)) {
          candidates.push({ runId, project, task });
        }
      }
    }
    await Promise.all(changed.map(run => run.save()));
    if (candidates.length > 0 && !(await this.#hasDisk())) {
      for (const { runId, task } of candidates) {
        this.#runs
          .get(runId as RunId)
          ?.hold(
            task,
            'waiting',
            'the disk is nearly full: it starts when there is room again',
          );
      }
      wakeAt = Math.min(wakeAt, now() + DISK_RETRY_MS);
    } else {
      const chosen = shareSlots(candidates, running, slots);
      for (const candidate of candidates) {
        const run = this.#runs.get(candidate.runId as RunId);
        if (!run) continue;
        if (chosen.includes(candidate)) await this.#start(run, candidate.task);
        else {
          run.hold(
            candidate.task,
            'queued',
            `${slots} tasks are running, which is the most at a time`,
          );
        }
      }
    }
    this.#setAlarm(wakeAt);
  }

  async #start(run: LocalRun, task: string): Promise<void> {
    run.begin(task);
    // On the disk before anything is executed, so that a restart knows of it.
    await run.save();
    this.#follow(run, task, this.#execute(run, task));
  }

  async #execute(run: LocalRun, task: string): Promise<void> {
    const python = await this.#builtPython(run, task);
    // What was begun and not executed, the next engine executes.
    if (run.isOver || this.#closed) return;
    await this.#deps.attempts.run(run, task, python);
  }

  #follow(run: LocalRun, task: string, work: Promise<void>): void {
    void work
      .catch(error => {
        this.#deps.logger.error(
          `An attempt of run ${run.plan.runId} broke: ${stringifyError(error)}`,
        );
        // Nobody else ends it, and the run would wait for it for ever.
        if (run.runningTasks.includes(task)) {
          run.fail(task, error instanceof Error ? error.message : `${error}`);
        }
      })
      .then(() => run.save())
      .finally(this.turn);
  }

  /** Whether what the task is executed in is there; a failed build ends the task. */
  #hasPython(run: LocalRun, task: string): boolean {
    const { runtime } = run.task(task);
    if (runtime.kind !== 'process') {
      run.begin(task);
      run.fail(task, 'the embedded engine runs no images');
      return false;
    }
    if (!runtime.python) return true;
    const environment = this.#deps.environments.want(
      runtime.python.requirements,
      run.plan.runId,
    );
    if (environment.state === 'ready') return true;
    if (environment.state === 'building') {
      run.hold(task, 'waiting', 'its Python environment is being built');
      return false;
    }
    run.begin(task);
    run.fail(task, environment.reason);
    this.#turnAgain = true;
    return false;
  }

  async #builtPython(run: LocalRun, task: string): Promise<string | null> {
    const { runtime } = run.task(task);
    if (runtime.kind !== 'process' || !runtime.python) return null;
    while (!this.#closed) {
      const environment = this.#deps.environments.want(
        runtime.python.requirements,
        run.plan.runId,
      );
      if (environment.state === 'ready') return environment.folder;
      if (environment.state === 'failed') throw new Error(environment.reason);
      await new Promise(resolve => setTimeout(resolve, 50));
    }
    return null;
  }

  async #stopTasks(run: LocalRun): Promise<void> {
    for (const task of run.runningTasks) {
      const attempt = run.state.tasks[task].attempts.length;
      const { runId } = run.plan;
      await this.#deps.supervisor.stop(
        this.#deps.data.attempt({ runId, task, attempt }),
      );
    }
  }

  #setAlarm(at: number): void {
    clearTimeout(this.#alarm);
    if (at === Infinity || this.#closed) return;
    this.#alarm = setTimeout(this.turn, Math.max(10, at - this.#deps.now()));
    this.#alarm.unref();
  }

  async #requireDisk(): Promise<void> {
    if (await this.#hasDisk()) return;
    throw new ServiceUnavailableError(
      `The disk of ${
        this.#deps.data.root
      } is nearly full: less than ${Math.round(
        this.#deps.minimumFreeDisk / 2 ** 20,
      )} MiB are free`,
    );
  }

  async #hasDisk(): Promise<boolean> {
    const { data, minimumFreeDisk } = this.#deps;
    await mkdir(data.runs, { recursive: true, mode: 0o700 });
    const { bavail, bsize } = await statfs(data.root);
    return bavail * bsize >= minimumFreeDisk;
  }

  *#actualState(): Iterable<FeedEvent> {
    for (const [runId, run] of this.#runs) {
      yield* allEvents(runId, run.state, this.#deps.now());
    }
  }

  #isOver({ runId, task, attempt }: AttemptRef): boolean {
    const run = this.#runs.get(runId);
    if (!run) return !this.#taking.has(runId);
    const { attempts } = run.state.tasks[task] ?? { attempts: [] };
    const status = attempts[attempt - 1]?.status;
    return run.isOver || (status !== undefined && status !== 'running');
  }

  async #untilOver(run: LocalRun): Promise<void> {
    while (!run.isOver) {
      await new Promise(resolve => setTimeout(resolve, 20));
    }
  }
}
