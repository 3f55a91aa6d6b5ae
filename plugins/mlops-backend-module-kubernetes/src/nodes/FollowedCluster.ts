import { ServiceUnavailableError, stringifyError } from '@backstage/errors';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ClusterClient } from '../cluster/ClusterClient';
import { watchObjects } from '../cluster/watchObjects';
import type { ObservedNode, ObservedPod } from './observed';
import { seenPodOf, type SeenPod } from './SeenPod';

/** Milliseconds after the last look for which a cluster is followed. */
const IDLE_MS = 5 * 60_000;

export interface FollowedClusterDeps {
  client: ClusterClient;
  gpuResource: string;
  isOwn: (metadata: ObservedPod['metadata']) => boolean;
  logger: LoggerService;
  /** Ends with the backend. */
  signal: AbortSignal;
}

/** What is on a cluster now. */
export interface ClusterContent {
  nodes: ObservedNode[];
  pods: Iterable<SeenPod>;
}

/** Two watches, and what they have told. */
export class FollowedCluster {
  /** Once all was told for the first time, or something went wrong. */
  readonly told: Promise<void>;
  readonly #deps: FollowedClusterDeps;
  readonly #nodes = new Map<string, ObservedNode>();
  readonly #pods = new Map<string, SeenPod>();
  readonly #left = new AbortController();
  readonly #onIdle: () => void;
  readonly #untold = new Set(['machines', 'pods']);
  #trouble: unknown;
  #idle: NodeJS.Timeout | undefined;

  constructor(deps: FollowedClusterDeps, onIdle: () => void) {
    this.#deps = deps;
    this.#onIdle = onIdle;
    this.told = new Promise(resolve => {
      void this.#followNodes(resolve);
      void this.#followPods(resolve);
    });
  }

  wanted(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => {
      this.#left.abort();
      this.#onIdle();
    }, IDLE_MS).unref();
  }

  learn(node: ObservedNode): void {
    this.#nodes.set(node.metadata.uid, node);
  }

  content(): ClusterContent {
    return { nodes: [...this.#nodes.values()], pods: this.#pods.values() };
  }

  /** @throws what went wrong, or ServiceUnavailableError, as long as not all was told */
  requireAll(): void {
    if (this.#untold.size === 0) return;
    const { client } = this.#deps;
    const what = [...this.#untold].join(' and ');
    throw (
      this.#trouble ??
      new ServiceUnavailableError(
        `The cluster "${client.name}" has not told all of its ${what} yet`,
      )
    );
  }

  /** Once, however often it is tried again in vain. */
  #tell(what: string, error: unknown): void {
    const { client, logger } = this.#deps;
    const why = stringifyError(error);
    const isKnown =
      this.#trouble !== undefined && stringifyError(this.#trouble) === why;
    this.#trouble = error;
    if (isKnown) return;
    logger.warn(
      `The watch on ${what} of the cluster "${client.name}" broke and goes on: ${why}`,
    );
  }

  async #followNodes(onTold: () => void): Promise<void> {
    await this.#each<ObservedNode>('machines', '/api/v1/nodes', onTold, {
      known: this.#nodes,
      keep: node => this.learn(node),
    });
  }

  async #followPods(onTold: () => void): Promise<void> {
    await this.#each<ObservedPod>('pods', '/api/v1/pods', onTold, {
      known: this.#pods,
      keep: pod => {
        const seen = seenPodOf(pod, this.#deps);
        if (seen) this.#pods.set(pod.metadata.uid, seen);
        else this.#pods.delete(pod.metadata.uid);
      },
    });
  }

  async #each<T extends ObservedNode | ObservedPod>(
    what: string,
    path: string,
    onTold: () => void,
    { known, keep }: { known: Map<string, unknown>; keep: (object: T) => void },
  ): Promise<void> {
    const { client } = this.#deps;
    const signal = AbortSignal.any([this.#left.signal, this.#deps.signal]);
    const events = watchObjects<T>(client, { path }, signal, error => {
      this.#tell(what, error);
      onTold();
    });
    for await (const event of events) {
      if (event.type === 'listed') {
        for (const uid of [...known.keys()]) {
          if (!event.uids.has(uid)) known.delete(uid);
        }
        this.#untold.delete(what);
        this.#trouble = undefined;
        if (this.#untold.size === 0) onTold();
      } else if (event.type === 'gone') {
        known.delete(event.object.metadata.uid);
      } else {
        keep(event.object);
      }
    }
  }
}
