import { ServiceUnavailableError } from '@backstage/errors';
import {
  ClusterError,
  type ClusterClient,
  type ClusterRequest,
} from '../cluster/ClusterClient';
import type { ObservedPod, PodCondition } from '../state/ObservedPod';
import { RuntimeLog } from './RuntimeLog';

const LOOK_EVERY_MS = 20;
const CHUNK = 64 * 1024;

export const RUN = '01jd0000000000000000000001';
const BEGIN =
  'time="2026-11-26T01:48:05.200Z" level=info msg="capturing logs" argo=true\n';

/** A cluster with one pod of one attempt, whose log a test writes. */
export class OnePod implements ClusterClient {
  readonly name = 'alpha';
  readonly log = new RuntimeLog(16_384);
  /** Bytes that were asked for. */
  taken = 0;
  isReachable = true;
  hasEnded = false;
  isOver = false;
  conditions: PodCondition[] = [];
  #first = 0;

  constructor() {
    this.log.write({ stream: 'stderr', bytes: Buffer.from(BEGIN), after: 1 });
  }

  write(text: string, after = 20_000_000): void {
    this.log.write({ stream: 'stdout', bytes: Buffer.from(text), after });
  }

  /** Takes away the first lines. */
  rotate(lines: number): void {
    this.#first = lines;
  }

  get pod(): ObservedPod {
    const state = this.hasEnded
      ? { terminated: { exitCode: 0 } }
      : { running: { startedAt: '2026-11-26T01:48:05Z' } };
    return {
      metadata: {
        name: 'pod',
        namespace: 'n',
        uid: 'u',
        resourceVersion: '1',
        labels: { 'mlops/run-id': RUN },
        annotations: { 'workflows.argoproj.io/node-name': 'w.task(0)' },
      },
      spec: {
        nodeName: 'm',
        containers: [
          { name: 'main', command: ['argoexec', '--loglevel', 'info'] },
        ],
      },
      status: {
        phase: this.isOver ? 'Succeeded' : 'Running',
        conditions: this.conditions,
        containerStatuses: [{ name: 'main', state }],
      },
    };
  }

  async request<T>(): Promise<T> {
    throw new ClusterError(404, 'NotFound', 'nothing else is here');
  }

  async *stream({
    query = {},
    signal,
  }: Pick<ClusterRequest, 'query'> & {
    signal: AbortSignal;
  }): AsyncIterable<Uint8Array> {
    const since = query.sinceTime?.toString();
    let at = 0;
    while (!signal.aborted) {
      if (!this.isReachable) throw new ServiceUnavailableError('no route');
      const { hasEnded } = this;
      const all = this.log.read(since, this.#first);
      for (; at < all.length && !signal.aborted; at += CHUNK) {
        const chunk = all.subarray(at, at + CHUNK);
        this.taken += chunk.length;
        yield chunk;
      }
      at = all.length;
      if (hasEnded) return;
      await new Promise(resolve => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }
}
