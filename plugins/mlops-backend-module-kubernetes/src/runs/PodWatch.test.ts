import type { RunId } from '@mlops/plugin-mlops-common';
import type { ClusterClient, ClusterRequest } from '../cluster/ClusterClient';
import type { ObservedPod } from '../state/ObservedPod';
import { PodWatch } from './PodWatch';
import { until } from '../__testUtils__/until';

const RUN = 'r' as RunId;

function aPod(name: string, phase: string): ObservedPod {
  return {
    metadata: {
      name,
      namespace: 'n',
      uid: name,
      resourceVersion: '1',
      labels: { 'mlops/run-id': RUN },
    },
    status: { phase },
  };
}

/** An API server with some pods, of which a test tells what becomes of them. */
class SomePods implements ClusterClient {
  readonly name = 'alpha';
  readonly #pods: readonly ObservedPod[];
  isWatched = false;
  #tell: (pod: ObservedPod) => void = () => {};

  constructor(pods: readonly ObservedPod[]) {
    this.#pods = pods;
  }

  change(pod: ObservedPod): void {
    this.#tell(pod);
  }

  async request<T>({ path }: ClusterRequest): Promise<T> {
    const items = path.endsWith('/pods') ? this.#pods : [];
    return { metadata: { resourceVersion: '1' }, items } as T;
  }

  async *stream({
    path,
    signal,
  }: {
    path: string;
    signal: AbortSignal;
  }): AsyncIterable<Uint8Array> {
    while (!signal.aborted) {
      const object = await new Promise<ObservedPod | undefined>(resolve => {
        if (path.endsWith('/pods')) {
          this.#tell = resolve;
          this.isWatched = true;
        }
        signal.addEventListener('abort', () => resolve(undefined));
      });
      if (object) {
        yield Buffer.from(`${JSON.stringify({ type: 'MODIFIED', object })}\n`);
      }
    }
  }
}

describe('PodWatch', () => {
  it('keeps of a run of which nothing more is told only what still executes, and only as long', async () => {
    const client = new SomePods([
      aPod('ended', 'Succeeded'),
      aPod('goes-on', 'Running'),
    ]);
    const stop = new AbortController();
    let hasPassed = false;
    const told: string[] = [];
    const watch = new PodWatch({
      client,
      isOwn: () => true,
      isPassed: runId => hasPassed && runId === RUN,
      signal: stop.signal,
      onTrouble: error => {
        throw error;
      },
      onPod: ({ metadata, status }) =>
        told.push(`${metadata.name} ${status?.phase}`),
      onChange: () => undefined,
    });
    const names = () => [...watch.all()].map(({ metadata }) => metadata.name);
    let following = Promise.resolve();
    await new Promise<void>(onListed => {
      following = watch.follow(onListed);
    });
    expect(names()).toEqual(['ended', 'goes-on']);

    hasPassed = true;
    watch.forget(RUN);
    expect(names()).toEqual(['goes-on']);

    await until(() => client.isWatched);
    client.change(aPod('goes-on', 'Failed'));
    // Whoever keeps its log still hears of it.
    await until(() => told.at(-1) === 'goes-on Failed');
    expect(names()).toEqual([]);
    stop.abort();
    await following;
  });
});
