import {
  ClusterError,
  type ClusterClient,
  type ClusterRequest,
} from '../cluster/ClusterClient';
import type { RuntimeLog } from './RuntimeLog';

interface Stored {
  metadata: {
    name: string;
    namespace: string;
    uid: string;
    resourceVersion: string;
    labels?: Record<string, string>;
  };
  [field: string]: unknown;
}

function hasEnded(pod: Stored | undefined): boolean {
  const { phase = '' } = (pod?.status ?? {}) as { phase?: string };
  return !pod || ['Failed', 'Succeeded'].includes(phase);
}

/** An API server that keeps objects in memory, and whose pods do what a test says. */
export class MemoryCluster implements ClusterClient {
  readonly name = 'alpha';
  /** By their paths. */
  readonly objects = new Map<string, Stored>();
  /** By the name of the pod. */
  readonly logs = new Map<string, RuntimeLog>();
  /** Entries of each log that the machine has rotated away. */
  rotated = 0;
  onChange: (path: string, object: Stored | undefined) => void = () => {};
  #version = 0;

  async request<T>(request: ClusterRequest): Promise<T> {
    return this.#answer(request) as T;
  }

  /** The log of a pod, up to its end. */
  async *stream({
    path,
    query = {},
    signal,
  }: Pick<ClusterRequest, 'path' | 'query'> & {
    signal: AbortSignal;
  }): AsyncIterable<Uint8Array> {
    const podPath = path.replace(/\/log$/, '');
    const log = this.logs.get(podPath.split('/').at(-1) ?? '');
    if (!log) throw new ClusterError(404, 'NotFound', 'there is no log');
    const first = this.rotated;
    let at = 0;
    while (!signal.aborted) {
      const isOver = hasEnded(this.objects.get(podPath));
      const bytes = log.read(query.sinceTime?.toString(), first);
      if (bytes.length > at) yield bytes.subarray(at);
      at = bytes.length;
      if (isOver) return;
      await new Promise(resolve => setTimeout(resolve, 10));
    }
  }

  /** What a kubelet says of a pod. */
  setStatus(path: string, status: object): void {
    const known = this.#known(path);
    this.#put(path, { ...known, status });
  }

  remove(path: string): void {
    this.#known(path);
    this.objects.delete(path);
    this.onChange(path, undefined);
  }

  #answer({ method = 'GET', path, body, query }: ClusterRequest): unknown {
    if (method === 'POST') return this.#create(path, body as Stored);
    if (method === 'PATCH') return this.#patch(path, body as Partial<Stored>);
    if (method === 'DELETE') {
      this.remove(path);
      return {};
    }
    if (/\/(configmaps|events)$/.test(path)) {
      const [, id] = /workload-id=(\w+)/.exec(`${query?.labelSelector}`) ?? [];
      const items = [...this.objects.values()].filter(
        ({ metadata }) =>
          metadata.labels?.['mlops/workload-id'] === id &&
          metadata.labels?.['mlops/workload-record'] !== undefined,
      );
      return { items };
    }
    return structuredClone(this.#known(path));
  }

  #create(folder: string, body: Stored): Stored {
    const path = `${folder}/${body.metadata.name}`;
    if (this.objects.has(path)) {
      throw new ClusterError(409, 'AlreadyExists', 'it exists');
    }
    const uid = `uid-${this.#version}`;
    return this.#put(path, {
      ...body,
      metadata: { ...body.metadata, uid },
    });
  }

  #patch(path: string, { metadata, ...rest }: Partial<Stored>): Stored {
    const known = this.#known(path);
    const version = metadata?.resourceVersion;
    if (version !== undefined && version !== known.metadata.resourceVersion) {
      throw new ClusterError(409, 'Conflict', 'it was changed meanwhile');
    }
    const merged = Object.entries(rest).map(([key, value]) => [
      key,
      { ...(known[key] as object), ...(value as object) },
    ]);
    return this.#put(path, { ...known, ...Object.fromEntries(merged) });
  }

  #put(path: string, object: Stored): Stored {
    this.#version += 1;
    const resourceVersion = String(this.#version);
    const stored = structuredClone({
      ...object,
      metadata: { ...object.metadata, resourceVersion },
    });
    this.objects.set(path, stored);
    this.onChange(path, structuredClone(stored));
    return structuredClone(stored);
  }

  #known(path: string): Stored {
    const known = this.objects.get(path);
    if (!known) throw new ClusterError(404, 'NotFound', `no ${path}`);
    return known;
  }
}
