import { setTimeout as sleep } from 'node:timers/promises';
import {
  FollowedCluster,
  type ClusterContent,
  type FollowedClusterDeps,
} from './FollowedCluster';
import type { ObservedNode } from './observed';

/** Milliseconds that whoever looks waits for a cluster. */
const PATIENCE_MS = 5_000;

/**
 * Machines and pods of one cluster. They are followed by watches while somebody looks, so that a page that asks every
 * few seconds costs a cluster nothing, and not at all otherwise.
 */
export class ClusterView {
  readonly #deps: FollowedClusterDeps;
  #followed: FollowedCluster | undefined;
  /** How the last look ended, if it was in vain. */
  #trouble: { error: unknown } | undefined;
  #reaching: Promise<void> | undefined;

  constructor(deps: FollowedClusterDeps) {
    this.#deps = deps;
  }

  /**
   * One that was away is waited for by nobody again: until it is there, everybody is told at once what was told last.
   *
   * @throws ClusterError when it refuses, ServiceUnavailableError when it does not answer, or has not told all in five
   * seconds
   */
  async look(): Promise<ClusterContent> {
    const followed = (this.#followed ??= this.#follow());
    followed.wanted();
    this.#reaching ??= this.#reach(followed).finally(() => {
      this.#reaching = undefined;
    });
    if (!this.#trouble) await this.#reaching;
    if (this.#trouble) throw this.#trouble.error;
    return followed.content();
  }

  /** Never rejected; what went wrong is kept. */
  async #reach(followed: FollowedCluster): Promise<void> {
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
          followed.told,
          sleep(PATIENCE_MS, undefined, { signal: patience.signal }),
        ]),
      ]);
      followed.requireAll();
      this.#trouble = undefined;
    } catch (error) {
      this.#trouble = { error };
    } finally {
      patience.abort();
    }
  }

  /** What was just written is seen by the next look, also one that is faster than the watch. */
  learn(node: ObservedNode): void {
    this.#followed?.learn(node);
  }

  #follow(): FollowedCluster {
    return new FollowedCluster(this.#deps, () => {
      this.#followed = undefined;
      this.#trouble = undefined;
    });
  }
}
