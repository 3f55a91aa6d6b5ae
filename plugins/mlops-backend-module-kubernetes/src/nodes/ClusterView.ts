import { setTimeout as sleep } from 'node:timers/promises';
import { ServiceUnavailableError, stringifyError } from '@backstage/errors';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ClusterClient } from '../cluster/ClusterClient';
import { watchObjects } from '../cluster/watchObjects';
import type { ObservedNode, ObservedPod } from './observed';
import { seenPodOf, type SeenPod } from './SeenPod';

/** Milliseconds that whoever looks waits for a cluster. */
const PATIENCE_MS = 5_000;

/** Milliseconds after the last look for which a cluster is followed. */
const IDLE_MS = 5 * 60_000;

interface ClusterViewDeps {
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

/**
 * Machines and pods of one cluster. They are followed by watches while somebody looks, so that a page that asks every
 * few seconds costs a cluster nothing, and not at all otherwise.
 */
export class ClusterView {
  readonly #deps: ClusterViewDeps;
  #following: Following | undefined;
  /** How the last look ended, if it was in vain. */
  #trouble: { error: unknown } | undefined;
  #reaching: Promise<void> | undefined;

  constructor(deps: ClusterViewDeps) {
    this.#deps = deps;
  }

  /**
   * One that was away is waited for by nobody again: until it is there, everybody is told at once what was told last.
   *
   * @throws ClusterError when it refuses, ServiceUnavailableError when it does not answer, or has not told all in five
   * seconds
   */
  async look(): Promise<ClusterContent> {
    const following = (this.#following ??= this.#follow());
    following.wanted();
    this.#reaching ??= this.#reach(following).finally(() => {
      this.#reaching = undefined;
    });
    if (!this.#trouble) await this.#reaching;
    if (this.#trouble) throw this.#trouble.error;
    return following.content();
  }

  /** Never rejected; what went wrong is kept. */
  async #reach(following: Following): Promise<void> {
    const patience = new AbortController();
    try {
      await Promise.all([
        // A watch is silent where nothing happens, and where nobody is there any more.
        this.#deps.client.request({
          path: '/api/v1/nodes',
          query: { limit: 1 },
          signal: AbortSignal.timeout(PATIENCE_MS),
        }),
        Promise.race([
          following.told,
          sleep(PATIENCE_MS, undefined, { signal: patience.signal }),
        ]),
      ]);
      following.requireAll();
      this.#trouble = undefined;
    } catch (error) {
      this.#trouble = { error };
    } finally {
      patience.abort();
    }
  }

  /** What was just written is seen by the next look, also one that is faster than the watch. */
  learn(node: ObservedNode): void {
    this.#following?.learn(node);
  }

  #follow(): Following {
    return new Following(this.#deps, () => {
      this.#following = undefined;
      this.#trouble = undefined;
    });
  }
}

/** Two watches, and what they have told. */
class Following {
  /** Once all was told for the first time, or something went wrong. */
  readonly told: Promise<void>;
  readonly #deps: ClusterViewDeps;
  readonly #nodes = new Map<string, ObservedNode>();
  readonly #pods = new Map<string, SeenPod>();
  readonly #left = new AbortController();
  readonly #onIdle: () => void;
  readonly #untold = new Set(['machines', 'pods']);
  #trouble: unknown;
  #idle: NodeJS.Timeout | undefined;

  constructor(deps: ClusterViewDeps, onIdle: () => void) {
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
