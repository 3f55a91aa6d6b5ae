import type { PodWarning } from '../state/explainPod';
import type { ObservedPod } from '../state/ObservedPod';
import type { ClusterWorkloads } from './ClusterWorkloads';

/** Milliseconds after which it is looked again. */
const LOOK_EVERY_MS = 5_000;

/**
 * Finds out what is in the way of a pod that does not begin and does not say why: only events tell that a volume is not
 * there. They are asked for now and then, of the pods that wait, rather than watched of all that there are.
 */
export class PodWarnings {
  readonly #workloads: Pick<ClusterWorkloads, 'warning'>;
  readonly #now: () => number;
  #lookAt = 0;
  /** About the pod with that uid. */
  #last: { uid: string; warning: PodWarning | undefined } | undefined;

  constructor(workloads: Pick<ClusterWorkloads, 'warning'>, now: () => number) {
    this.#workloads = workloads;
    this.#now = now;
  }

  /** When to look next; milliseconds since 1970. */
  get lookAt(): number {
    return this.#lookAt;
  }

  /** What was found last about a pod. */
  of({ metadata }: ObservedPod): PodWarning | undefined {
    return this.#last?.uid === metadata.uid ? this.#last.warning : undefined;
  }

  /** Looks, if it is time to. @returns whether something else was found than before */
  async look(pod: ObservedPod): Promise<boolean> {
    if (this.#now() < this.#lookAt) return false;
    const warning = await this.#workloads.warning(pod);
    const isNews = warning?.message !== this.of(pod)?.message;
    this.#last = { uid: pod.metadata.uid, warning };
    this.#lookAt = this.#now() + LOOK_EVERY_MS;
    return isNews;
  }
}
