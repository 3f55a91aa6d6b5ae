import { setTimeout as sleep } from 'node:timers/promises';
import type { TaskRuntime } from '@mlops/plugin-mlops-common';
import type { Environments, EnvironmentState } from './Environments';

/** How often to look whether an environment that a program cannot do without is built. */
const LOOK_EVERY_MS = 50;

/** What programs are executed in. */
export class Runtimes {
  readonly #environments: Pick<Environments, 'want' | 'release'>;

  constructor(environments: Pick<Environments, 'want' | 'release'>) {
    this.#environments = environments;
  }

  /**
   * What a program is executed in, as far as it is there; `folder: null` for what every machine has.
   *
   * @param wantedBy - id of the run or workload
   */
  look(
    runtime: TaskRuntime,
    wantedBy: string,
  ): EnvironmentState | { state: 'ready'; folder: null } {
    if (runtime.kind !== 'process') {
      return {
        state: 'failed',
        reason: 'the embedded engine runs no images',
      };
    }
    if (!runtime.python) return { state: 'ready', folder: null };
    return this.#environments.want(runtime.python.requirements, wantedBy);
  }

  /**
   * Waits until it is there.
   *
   * @returns the folder of the Python environment; `null` where the program needs none
   * @throws Error with the reason why there will be none, or when `signal` aborts
   */
  async wait(
    runtime: TaskRuntime,
    wantedBy: string,
    signal: AbortSignal,
  ): Promise<string | null> {
    for (;;) {
      const found = this.look(runtime, wantedBy);
      if (found.state === 'ready') return found.folder;
      if (found.state === 'failed') throw new Error(found.reason);
      await sleep(LOOK_EVERY_MS, undefined, { signal });
    }
  }

  /** A run or workload is over; what only it waited for is given up. */
  release(wantedBy: string): void {
    this.#environments.release(wantedBy);
  }
}
