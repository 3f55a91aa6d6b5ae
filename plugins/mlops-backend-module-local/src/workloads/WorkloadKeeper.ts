import { setTimeout as sleep } from 'node:timers/promises';
import { stringifyError } from '@backstage/errors';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ExitRecord } from '../attempts/exitRecord';
import type { Supervisor } from '../attempts/Supervisor';
import type { DiskRoom } from '../DiskRoom';
import type { Runtimes } from '../environments/Runtimes';
import { afterExit } from './afterExit';
import type { LocalWorkload } from './LocalWorkload';
import { nextStep } from './nextStep';
import type { ReadinessWatch } from './ReadinessWatch';
import type { SocketFolder } from './SocketFolder';
import { whyNot } from './whyNot';
import type { WorkloadShelf } from './WorkloadShelf';
import type { Exit, WorkloadStarter } from './WorkloadStarter';

interface WorkloadKeeperDeps {
  shelf: Pick<WorkloadShelf, 'retire'>;
  starter: WorkloadStarter;
  readiness: ReadinessWatch;
  runtimes: Runtimes;
  sockets: SocketFolder;
  supervisor: Pick<Supervisor, 'stop' | 'isClaimed'>;
  disk: Pick<DiskRoom, 'isThere'>;
  /** Whether programs can have networks of their own. */
  hasSandbox: boolean;
  logger: LoggerService;
  now: () => number;
}

/** How often to look whether an environment is built. */
const BUILD_LOOK_MS = 200;
/** How often to look whether a full disk has room again. */
const DISK_RETRY_MS = 5_000;
/** How soon to ask a start to end that was begun and is not executed yet. */
const STOP_AGAIN_MS = 50;

/** Does for each workload what comes next, from its first start to its end; one that an earlier engine began too. */
export class WorkloadKeeper {
  readonly #deps: WorkloadKeeperDeps;
  readonly #closing = new AbortController();

  constructor(deps: WorkloadKeeperDeps) {
    this.#deps = deps;
  }

  /** Goes on with a workload. To be called once for each. */
  keep(workload: LocalWorkload): void {
    void this.#keep(workload);
  }

  /** Does nothing more; what runs goes on. */
  close(): void {
    this.#closing.abort();
  }

  async #keep(workload: LocalWorkload): Promise<void> {
    const { logger } = this.#deps;
    const { signal } = this.#closing;
    while (!signal.aborted) {
      try {
        if (await this.#step(workload)) return;
      } catch (error) {
        if (signal.aborted) return;
        logger.error(
          `Workload ${
            workload.plan.workloadId
          } cannot go on for now: ${stringifyError(error)}`,
        );
        await sleep(DISK_RETRY_MS, undefined, { signal }).catch(() => {});
      }
    }
  }

  /** @returns whether it is over */
  async #step(workload: LocalWorkload): Promise<boolean> {
    const { now, runtimes, shelf, sockets } = this.#deps;
    const { plan, state } = workload;
    const next = nextStep(plan, state, now());
    switch (next.step) {
      case 'nothing':
        await sockets.remove(plan.workloadId);
        runtimes.release(plan.workloadId);
        shelf.retire(workload);
        return true;
      case 'end':
        await workload.change((_, at) => ({
          status: 'ended',
          reason: next.reason,
          finishedAt: at,
        }));
        return false;
      case 'wait':
        await this.#pause(workload, next.until - now());
        return false;
      case 'start':
        await this.#begin(workload);
        return false;
      default:
        await this.#follow(workload);
        return false;
    }
  }

  /** Begins the next start, if all that it needs is there. */
  async #begin(workload: LocalWorkload): Promise<void> {
    const { disk, hasSandbox, runtimes } = this.#deps;
    const { plan } = workload;
    const refusal = whyNot(plan, hasSandbox);
    if (refusal !== undefined) return this.#fail(workload, refusal);
    const runtime = runtimes.look(plan.runtime, plan.workloadId);
    if (runtime.state === 'failed') return this.#fail(workload, runtime.reason);
    if (runtime.state === 'building') {
      await workload.change(() => ({
        status: 'starting',
        reason: 'its Python environment is being built',
      }));
      return this.#pause(workload, BUILD_LOOK_MS);
    }
    if (!disk.isThere()) {
      await workload.change(() => ({
        reason: 'the disk is nearly full: it starts when there is room again',
      }));
      return this.#pause(workload, DISK_RETRY_MS);
    }
    // A restart has to know of everything that is executed.
    return workload.change((state, at) => ({
      status: 'starting',
      reason: state.ending === null ? null : state.reason,
      isRunning: true,
      starts: state.starts + 1,
      startedAt: state.startedAt ?? at,
      lastStartedAt: at,
    }));
  }

  async #fail(workload: LocalWorkload, reason: string): Promise<void> {
    await workload.change((_, at) => ({
      status: 'failed',
      reason,
      finishedAt: at,
    }));
  }

  /** Sees the start that is under way through to its exit. */
  async #follow(workload: LocalWorkload): Promise<void> {
    const { readiness, sockets, starter } = this.#deps;
    const { plan } = workload;
    const folder = starter.folder(workload);
    const over = new AbortController();
    const signal = AbortSignal.any([over.signal, this.#closing.signal]);
    let exit: ExitRecord | undefined;
    const exits = await this.#execute(workload);
    if (exits) {
      const watches = Promise.all([
        this.#stopWhenAsked(workload, signal),
        readiness.watch(workload, folder, sockets, signal),
      ]);
      try {
        // Of the two, only the exit ends the waiting; a watch that broke begins again with the whole step.
        exit = await Promise.race([exits(signal), watches.then(forever)]);
      } finally {
        over.abort();
        await watches;
      }
    }
    // Nothing serves them any more, and whoever is told of the end may count on it.
    await sockets.remove(plan.workloadId);
    await workload.change((state, at) => afterExit(plan, state, exit, at));
  }

  /** @returns `undefined` where nothing could be executed */
  async #execute(workload: LocalWorkload): Promise<Exit | undefined> {
    const { runtimes, starter } = this.#deps;
    const { plan } = workload;
    const { signal } = this.#closing;
    const adopted = await starter.adopt(workload);
    if (adopted) return adopted;
    try {
      const python = await runtimes.wait(
        plan.runtime,
        plan.workloadId,
        AbortSignal.any([signal, workload.ending]),
      );
      return await starter.start(workload, python);
    } catch (error) {
      if (signal.aborted) throw error;
      if (workload.ending.aborted) return undefined;
      const reason = error instanceof Error ? error.message : String(error);
      await workload.change(() => ({ givenUp: reason }));
      return undefined;
    }
  }

  async #stopWhenAsked(
    workload: LocalWorkload,
    signal: AbortSignal,
  ): Promise<void> {
    const { starter, supervisor } = this.#deps;
    const folder = starter.folder(workload);
    await untilAborted(AbortSignal.any([workload.ending, signal]));
    while (!signal.aborted) {
      if (await supervisor.isClaimed(folder)) {
        await supervisor.stop(folder);
        return;
      }
      await sleep(STOP_AGAIN_MS, undefined, { signal }).catch(() => {});
    }
  }

  /** @param ms - shorter when somebody asks for its end */
  async #pause({ ending }: LocalWorkload, ms: number): Promise<void> {
    const signal = AbortSignal.any([this.#closing.signal, ending]);
    await sleep(Math.max(0, ms), undefined, { signal }).catch(() => {});
  }
}

function forever(): Promise<never> {
  return new Promise(() => {});
}

async function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  await new Promise(resolve =>
    signal.addEventListener('abort', resolve, { once: true }),
  );
}
