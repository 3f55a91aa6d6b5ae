import { setTimeout as sleep } from 'node:timers/promises';
import type { Supervisor } from '../attempts/Supervisor';
import type { ProgramFolder } from '../DataFolder';
import { askReadiness } from './askReadiness';
import type { LocalWorkload } from './LocalWorkload';
import type { SocketFolder } from './SocketFolder';

/** How often to look whether the program has been started. */
const LOOK_EVERY_MS = 20;
/** As long as a program that cannot be started takes to say so. */
const SETTLE_MS = 200;

/** Finds out when starts of workloads are ready, and gives up those that never are. */
export class ReadinessWatch {
  readonly #supervisor: Pick<Supervisor, 'isClaimed' | 'stop'>;
  readonly #now: () => number;

  constructor(deps: {
    supervisor: Pick<Supervisor, 'isClaimed' | 'stop'>;
    now: () => number;
  }) {
    this.#supervisor = deps.supervisor;
    this.#now = deps.now;
  }

  /** Until it is ready, is given up, or `signal` aborts. */
  async watch(
    workload: LocalWorkload,
    folder: ProgramFolder,
    sockets: SocketFolder,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      if (workload.state.readyAt !== null) return;
      while (!(await this.#supervisor.isClaimed(folder))) {
        await sleep(LOOK_EVERY_MS, undefined, { signal });
      }
      await this.#untilReady(workload, folder, sockets, signal);
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  async #untilReady(
    workload: LocalWorkload,
    folder: ProgramFolder,
    sockets: SocketFolder,
    signal: AbortSignal,
  ): Promise<void> {
    const { plan, state } = workload;
    const { readiness } = plan;
    if (readiness === null) {
      await sleep(SETTLE_MS, undefined, { signal });
      await becomeReady(workload);
      return;
    }
    const { port, periodSeconds, startupSeconds } = readiness;
    const deadline = (state.lastStartedAt ?? 0) + startupSeconds * 1000;
    const path = sockets.port(plan.workloadId, port);
    for (;;) {
      const obstacle = await askReadiness(path, readiness, signal);
      signal.throwIfAborted();
      if (obstacle === undefined) {
        await becomeReady(workload);
        return;
      }
      if (this.#now() >= deadline) {
        await workload.change(() => ({
          givenUp: `it did not get ready within ${startupSeconds} s: ${obstacle}`,
        }));
        await this.#supervisor.stop(folder);
        return;
      }
      await workload.change(({ ending, reason }) => ({
        reason: ending === null ? `it is not ready yet: ${obstacle}` : reason,
      }));
      await sleep(periodSeconds * 1000, undefined, { signal });
    }
  }
}

async function becomeReady(workload: LocalWorkload): Promise<void> {
  await workload.change(({ ending, reason }, at) => ({
    status: 'ready',
    reason: ending === null ? null : reason,
    readyAt: at,
  }));
}
