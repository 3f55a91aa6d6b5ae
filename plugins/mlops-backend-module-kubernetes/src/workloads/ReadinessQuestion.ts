import { afterAnswer, askReadiness } from '@mlops/plugin-mlops-node';
import type { ObservedPod } from '../state/ObservedPod';
import type { ClusterStreams } from '../streams/ClusterStreams';
import { askPort } from './askPort';
import type { WorkloadRecord } from './workloadRecord';
import type { WorkloadState } from './WorkloadState';

/** Milliseconds between two questions to a program at least: each is a connection by way of the API server. */
const SHORTEST_PERIOD_MS = 250;

/** Asks the program of one workload whether it is ready, as often as its plan says. */
export class ReadinessQuestion {
  readonly #streams: Pick<ClusterStreams, 'connect'>;
  readonly #now: () => number;
  #askAt = 0;

  constructor(streams: Pick<ClusterStreams, 'connect'>, now: () => number) {
    this.#streams = streams;
    this.#now = now;
  }

  /** When to ask next; milliseconds since 1970. */
  get askAt(): number {
    return this.#askAt;
  }

  /**
   * Asks, if it is time to.
   *
   * @param signal - something else has happened, which comes first
   * @returns what has changed
   */
  async ask(
    pod: ObservedPod,
    { plan, state }: WorkloadRecord,
    signal: AbortSignal,
  ): Promise<Partial<WorkloadState>> {
    const { readiness, ports } = plan;
    const listen = ports.find(({ name }) => name === readiness?.port)?.listen;
    if (!readiness || listen?.kind !== 'tcp') {
      this.#askAt = Infinity;
      return {};
    }
    if (this.#now() < this.#askAt) return {};
    const port = askPort(within =>
      this.#streams.connect({
        pod: pod.metadata,
        port: listen.number,
        signal: within,
      }),
    );
    const obstacle = await askReadiness(port, readiness, signal);
    if (signal.aborted) return {};
    const now = this.#now();
    if (obstacle !== undefined) {
      const rest = Math.max(readiness.periodSeconds * 1000, SHORTEST_PERIOD_MS);
      this.#askAt = now + rest;
    }
    return afterAnswer(readiness, state, obstacle, now);
  }
}
