import { setTimeout as sleep } from 'node:timers/promises';
import {
  afterAnswer,
  askReadiness,
  becameReady,
} from '@mlops/plugin-mlops-node';
import type { Supervisor } from '../attempts/Supervisor';
import type { ProgramFolder } from '../DataFolder';
import { askPort } from './askPort';
import type { LocalWorkload } from './LocalWorkload';
import type { SocketFolder } from './SocketFolder';

/** How often to look whether the program has been started. */
const LOOK_EVERY_MS = 20;
/** As long as a program that cannot be started takes to say so. */
const SETTLE_MS = 200;

/** Finds out when starts of workloads are ready, and gives up those that never are. */
export class ReadinessWatch {
  readonly #supervisor: Pick<Supervisor, 'isClaimed' | 'stop'>;

  constructor(supervisor: Pick<Supervisor, 'isClaimed' | 'stop'>) {
    this.#supervisor = supervisor;
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
    const { plan } = workload;
    const { readiness } = plan;
    if (readiness === null) {
      await sleep(SETTLE_MS, undefined, { signal });
      await workload.change(becameReady);
      return;
    }
    const { port, periodSeconds } = readiness;
    const asked = askPort(sockets.port(plan.workloadId, port));
    for (;;) {
      const obstacle = await askReadiness(asked, readiness, signal);
      signal.throwIfAborted();
      await workload.change((state, at) =>
        afterAnswer(readiness, state, obstacle, at),
      );
      if (obstacle === undefined) return;
      if (workload.state.givenUp !== null) {
        await this.#supervisor.stop(folder);
        return;
      }
      await sleep(periodSeconds * 1000, undefined, { signal });
    }
  }
}
