import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ServiceUnavailableError } from '@backstage/errors';
import type { RunId, RunPlan, Status } from '@mlops/plugin-mlops-common';
import type {
  AttemptRef,
  ByteRange,
  EngineCapabilities,
  EngineEvent,
  EngineObjectState,
  EngineOutput,
  EngineStorage,
  ExecutionEngine,
  LogOptions,
  LogTimesRange,
  LogTimeState,
  Removed,
  RunRef,
  Submitted,
  Terminal,
  TerminalOptions,
  UsageSampleState,
  WorkloadEngine,
} from '@mlops/plugin-mlops-node';
import { readClaim } from './attempts/claim';
import { readUsage } from './attempts/readUsage';
import type { DataFolder } from './DataFolder';
import type { DiskRoom } from './DiskRoom';
import type { EventFeed, FeedEvent } from './EventFeed';
import { followLog, LOOK_EVERY_MS, logSize } from './log/followLog';
import { readLogTimes } from './log/readLogTimes';
import { removeEmptyFolders, removeFolder } from './removeFolder';
import type { FolderArtifactStore } from './outputs/FolderArtifactStore';
import { attemptsOf } from './runs/attemptsOf';
import type { LocalRun } from './runs/LocalRun';
import { allEvents } from './runs/runEvents';
import type { RunShelf } from './runs/RunShelf';
import type { Scheduler } from './runs/Scheduler';
import type { LocalWorkloads } from './workloads/LocalWorkloads';
import type { LocalTerminals } from './terminals/LocalTerminals';

/** How often to look whether a run that was asked to end has ended. */
const END_LOOK_EVERY_MS = 20;
/** How long at most to wait for news of an attempt that has not begun, and has no log to look at. */
const AHEAD_LOOK_EVERY_MS = 1_000;

interface LocalEngineDeps {
  data: DataFolder;
  artifacts: FolderArtifactStore;
  disk: DiskRoom;
  feed: EventFeed;
  runs: RunShelf;
  scheduler: Scheduler;
  storage: EngineStorage;
  workloads: LocalWorkloads;
  terminals: LocalTerminals;
  /** Runs at the same time. */
  maxRuns: number;
  now: () => number;
}

/** Executes tasks and workloads as processes of this machine. They outlive the backend, which adopts them again. */
export class LocalEngine implements ExecutionEngine {
  readonly id = 'local';
  readonly capabilities: EngineCapabilities;
  /** Answers once what an earlier engine left is known, since that may be in use. */
  readonly storage: EngineStorage;
  readonly workloads: WorkloadEngine;
  readonly #deps: LocalEngineDeps;
  #opening: Promise<void> | undefined;

  constructor(deps: LocalEngineDeps) {
    this.#deps = deps;
    this.capabilities = {
      images: false,
      maxRuns: deps.maxRuns,
      logTimes: true,
      usage: true,
      workloads: true,
      terminals: true,
    };
    this.workloads = deps.workloads;
    const { storage } = deps;
    const open = () => this.#open();
    this.storage = {
      sizeOf: ref => open().then(() => storage.sizeOf(ref)),
      discard: (ref, part) => open().then(() => storage.discard(ref, part)),
      caches: () => open().then(() => storage.caches()),
      discardCache: id => open().then(() => storage.discardCache(id)),
    };
  }

  async submit(plan: RunPlan): Promise<Submitted> {
    await this.#open();
    const { disk, runs, scheduler } = this.#deps;
    if (!(await runs.find(plan.runId))) disk.require();
    const run = await runs.take(plan);
    scheduler.turn();
    return { uid: run.state.uid };
  }

  async stop({ runId }: RunRef): Promise<void> {
    await this.#open();
    const run = this.#deps.runs.get(runId);
    if (run) await this.#end(run);
  }

  async clear({ runId }: RunRef): Promise<Removed[]> {
    await this.#open();
    const { data, runs } = this.#deps;
    const run = await runs.find(runId);
    if (!run) return [];
    await this.#end(run);
    while (!run.isOver) await sleep(END_LOOK_EVERY_MS);
    const removed: Removed[] = [];
    for (const { ref } of attemptsOf(run)) {
      const folder = data.attempt(ref);
      // Most tasks leave nothing beside their outputs.
      removeEmptyFolders([join(folder.work, '.tmp'), folder.work]);
      for (const path of [folder.work, folder.inputs]) {
        await removeFolder(path);
      }
      removed.push({ kind: 'folder', name: `${ref.task}/${ref.attempt}` });
    }
    return removed;
  }

  async purge({ runId }: RunRef): Promise<void> {
    await this.#open();
    const { artifacts, runs } = this.#deps;
    const run = runs.get(runId);
    if (run && !run.isOver) {
      throw new ServiceUnavailableError(`Run ${runId} has not ended yet`);
    }
    // Its last state may be on its way to the folder that is removed.
    await run?.close();
    runs.forget(runId);
    await artifacts.remove(runId);
  }

  async *watch(
    signal: AbortSignal,
    epoch: number,
    open?: () => Promise<ReadonlySet<RunId>>,
  ): AsyncIterable<EngineEvent> {
    await this.#open();
    const actual = () => this.#actualState(open);
    yield* this.#deps.feed.watch(actual, signal, epoch);
  }

  async objects({ runId }: RunRef): Promise<EngineObjectState[]> {
    await this.#open();
    const { data, runs } = this.#deps;
    const run = await runs.find(runId);
    if (!run) return [];
    return Promise.all(
      attemptsOf(run).map(async ({ ref, state }) => {
        const claim = readClaim(data.attempt(ref).claim);
        const { task, attempt } = ref;
        return {
          kind: 'process',
          name: claim ? String(claim.pid) : `${task}/${attempt}`,
          task,
          attempt,
          status: state.status,
          reason: state.reason,
        };
      }),
    );
  }

  async *log(ref: AttemptRef, options: LogOptions): AsyncIterable<Uint8Array> {
    await this.#open();
    const { data, feed } = this.#deps;
    const concerns = (event: FeedEvent) =>
      (event.type === 'run' && event.runId === ref.runId) ||
      (event.type === 'attempt' &&
        event.runId === ref.runId &&
        event.task === ref.task);
    yield* followLog(data.attempt(ref).log, {
      ...options,
      isOver: async () => this.#isOver(ref),
      pause: signal => {
        const mostMs = this.#statusOf(ref)
          ? LOOK_EVERY_MS
          : AHEAD_LOOK_EVERY_MS;
        return feed.waitFor(concerns, mostMs, signal);
      },
    });
  }

  async logSize(ref: AttemptRef): Promise<number> {
    return logSize(this.#deps.data.attempt(ref).log);
  }

  async logTimes(
    ref: AttemptRef,
    range: LogTimesRange,
  ): Promise<LogTimeState[]> {
    return readLogTimes(this.#deps.data.attempt(ref).logTimes, range);
  }

  async usage(ref: AttemptRef): Promise<UsageSampleState[]> {
    return readUsage(this.#deps.data.attempt(ref).usage);
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

  async terminal(ref: AttemptRef, options: TerminalOptions): Promise<Terminal> {
    await this.#open();
    return this.#deps.terminals.open(ref, options);
  }

  /** Starts nothing more and leaves what is under way to the engine that comes next. */
  async close(): Promise<void> {
    const { runs, scheduler, workloads } = this.#deps;
    scheduler.close();
    await workloads.close();
    await Promise.all(runs.all().map(run => run.close()));
  }

  /** Reads what an earlier engine left and goes on with what was under way. */
  #open(): Promise<void> {
    this.#opening ??= (async () => {
      const { runs, scheduler, workloads } = this.#deps;
      await workloads.open();
      await runs.open();
      for (const run of runs.all()) scheduler.adopt(run);
      scheduler.turn();
    })();
    return this.#opening;
  }

  async #end(run: LocalRun): Promise<void> {
    if (run.isOver) return;
    run.end('stopped', 'stopped on request');
    await run.save();
    this.#deps.scheduler.turn();
  }

  /** What is held is copied at once, since it goes on changing; the disk does not. */
  async *#actualState(
    open: (() => Promise<ReadonlySet<RunId>>) | undefined,
  ): AsyncIterable<FeedEvent> {
    const { runs, workloads, now } = this.#deps;
    const ended = runs.ended();
    const held = runs
      .all()
      .flatMap(run => [...allEvents(run.plan.runId, run.state, now())]);
    yield* structuredClone(held);
    const wanted = await open?.();
    for (const runId of ended) {
      if (wanted && !wanted.has(runId)) continue;
      const run = await runs.find(runId);
      if (run) yield* allEvents(runId, run.state, now());
    }
    yield* workloads.events();
  }

  #isOver(ref: AttemptRef): boolean {
    const { runs } = this.#deps;
    const run = runs.get(ref.runId);
    if (!run) return !runs.isTaking(ref.runId);
    const status = this.#statusOf(ref);
    return run.isOver || (status !== undefined && status !== 'running');
  }

  /** `undefined` where it has not begun. */
  #statusOf({ runId, task, attempt }: AttemptRef): Status | undefined {
    const run = this.#deps.runs.get(runId);
    return run?.state.tasks[task]?.attempts[attempt - 1]?.status;
  }
}
