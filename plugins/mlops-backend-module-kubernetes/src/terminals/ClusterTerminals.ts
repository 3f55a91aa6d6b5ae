import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import type {
  AttemptRef,
  Terminal,
  TerminalOptions,
} from '@mlops/plugin-mlops-node';
import { ClusterError } from '../cluster/ClusterClient';
import type { ClusterRuns } from '../runs/ClusterRuns';
import type { ClusterStreams } from '../streams/ClusterStreams';
import { ClusterTerminal } from './ClusterTerminal';
import { explainExec, isNotThere } from './explainExec';
import { findAttemptPod, type AttemptPod } from './findAttemptPod';
import { Keeper, NoKeeperError } from './Keeper';
import { SHELL } from './keeperScript';

/** Milliseconds from the beginning of an attempt until its container takes commands. */
const PATIENCE_MS = 5_000;
const LOOK_EVERY_MS = 250;

/**
 * Opens terminals beside attempts. A shell is one more process in the container of the task: what it sees, may do and
 * may use is what the task does.
 */
export class ClusterTerminals {
  readonly #clusters: ReadonlyMap<string, ClusterRuns>;
  readonly #streams: ReadonlyMap<string, ClusterStreams>;

  /** @param streams - by the name of their cluster */
  constructor(
    clusters: ReadonlyMap<string, ClusterRuns>,
    streams: ReadonlyMap<string, ClusterStreams>,
  ) {
    this.#clusters = clusters;
    this.#streams = streams;
  }

  /**
   * @throws ConflictError when the attempt does not run; ServiceUnavailableError when no shell can be started beside it
   */
  async open(ref: AttemptRef, options: TerminalOptions): Promise<Terminal> {
    const giveUpAt = performance.now() + PATIENCE_MS;
    for (;;) {
      const found = await findAttemptPod(this.#clusters, ref);
      if (!found) {
        throw new ConflictError(
          `Attempt ${ref.attempt} of the task "${ref.task}" does not run, so there is nothing to open a terminal beside`,
        );
      }
      try {
        return await this.#start(found, options);
      } catch (error) {
        const message = error instanceof Error ? error.message : String(error);
        const isRefusal =
          error instanceof NoKeeperError || error instanceof ClusterError;
        if (!isRefusal) throw error;
        if (!isNotThere(message) || performance.now() > giveUpAt) {
          throw new ServiceUnavailableError(
            `There is no terminal to be had: ${explainExec(message)}`,
          );
        }
      }
      await sleep(LOOK_EVERY_MS, undefined, { signal: options.signal });
    }
  }

  async #start(
    { cluster, pod }: AttemptPod,
    { columns, rows, signal }: TerminalOptions,
  ): Promise<Terminal> {
    const streams = this.#streams.get(cluster);
    if (!streams) throw new Error(`There is no way to the cluster ${cluster}`);
    const mark = randomBytes(16).toString('hex');
    const keeper = await Keeper.start(streams, pod, mark);
    try {
      const shell = await streams.exec({
        pod,
        container: 'main',
        command: ['sh', '-c', SHELL, 'sh', mark, keeper.shell],
        terminal: { columns, rows },
        signal,
      });
      return new ClusterTerminal(shell, keeper);
    } catch (error) {
      await keeper.sweep();
      throw error;
    }
  }
}
