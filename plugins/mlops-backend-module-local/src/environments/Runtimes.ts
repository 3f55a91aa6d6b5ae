import { setTimeout as sleep } from 'node:timers/promises';
import type {
  Environments,
  EnvironmentState,
} from '../environments/Environments';
import type { LocalRun } from './LocalRun';

/** How often to look whether an environment that a task cannot do without is built. */
const LOOK_EVERY_MS = 50;

/** What tasks are executed in. */
export class TaskRuntimes {
  readonly #environments: Pick<Environments, 'want' | 'release'>;

  constructor(environments: Pick<Environments, 'want' | 'release'>) {
    this.#environments = environments;
  }

  /** What a task is executed in, as far as it is there; `folder: null` for what every machine has. */
  look(
    run: LocalRun,
    task: string,
  ): EnvironmentState | { state: 'ready'; folder: null } {
    const { runtime } = run.task(task);
    if (runtime.kind !== 'process') {
      return {
        state: 'failed',
        reason: 'the embedded engine runs no images',
      };
    }
    if (!runtime.python) return { state: 'ready', folder: null };
    const { requirements } = runtime.python;
    return this.#environments.want(requirements, run.plan.runId);
  }

  /**
   * Waits until it is there.
   *
   * @returns the folder of the Python environment; `null` where the task needs none
   * @throws Error with the reason why there will be none, or when `signal` aborts
   */
  async wait(
    run: LocalRun,
    task: string,
    signal: AbortSignal,
  ): Promise<string | null> {
    for (;;) {
      const runtime = this.look(run, task);
      if (runtime.state === 'ready') return runtime.folder;
      if (runtime.state === 'failed') throw new Error(runtime.reason);
      await sleep(LOOK_EVERY_MS, undefined, { signal });
    }
  }

  /** A run is over; what only it waited for is given up. */
  release(run: LocalRun): void {
    this.#environments.release(run.plan.runId);
  }
}
