import type { RunId, TaskPlan } from '@mlops/plugin-mlops-common';
import type { ClusterClient } from '../cluster/ClusterClient';
import { watchObjects, type WatchedObject } from '../cluster/watchObjects';
import type { PodWarning } from '../state/explainPod';
import { explainRemoval } from '../state/explainRemoval';
import { isPodOver, nodeIdOf, type ObservedPod } from '../state/ObservedPod';
import { podSays, type PodSays } from '../state/podSays';
import { RUN_LABEL } from './ClusterRuns';

const PODS = '/api/v1/pods';
const EVENTS = '/api/v1/events';

interface PodEvent extends WatchedObject {
  involvedObject?: { uid?: string; name?: string };
  reason?: string;
  message?: string;
}

/** Pods that went otherwise than by themselves, of which it is remembered how. */
const MOST_REMOVALS = 10_000;

interface PodWatchDeps {
  client: ClusterClient;
  /** Whether this installation has made it. */
  isOwn(pod: ObservedPod): boolean;
  /** Whether nothing more is told of a run. */
  isPassed(runId: RunId): boolean;
  signal: AbortSignal;
  onTrouble(error: unknown): void;
  /** The newest state of a pod, and whether it is gone. */
  onPod(pod: ObservedPod, isGone: boolean): void;
  /** Something has changed about the pods of a run. */
  onChange(runId: RunId): void;
}

/**
 * The pods of the runs on one cluster as they are now, by two watches: one of the pods, and one of warnings about
 * pods, which alone say why a volume is not there.
 */
export class PodWatch {
  readonly #deps: PodWatchDeps;
  readonly #pods = new Map<string, ObservedPod>();
  readonly #byNode = new Map<string, string>();
  /** How pods went that are there no more, by node of the workflow, which tells of their end later. */
  readonly #removals = new Map<string, string>();
  readonly #warnings = new Map<string, PodWarning>();

  constructor(deps: PodWatchDeps) {
    this.#deps = deps;
  }

  /** Runs until the signal aborts. @param onListed - all pods that there are have been seen */
  async follow(onListed: () => void): Promise<void> {
    let warn = Promise.resolve();
    let isListed = false;
    await this.#followPods(() => {
      onListed();
      // Warnings are kept only of pods that are known.
      if (!isListed) warn = this.#followWarnings();
      isListed = true;
    });
    await warn;
  }

  /** What the pod of a node of a workflow says, or has said last. */
  says(node: string, task: TaskPlan): PodSays | undefined {
    const uid = this.#byNode.get(node) ?? '';
    const pod = this.#pods.get(uid);
    if (pod) return podSays(pod, this.#warnings.get(uid), task);
    const removal = this.#removals.get(node);
    return removal === undefined
      ? undefined
      : { runningSince: null, reason: null, removal };
  }

  /** All pods of runs that there are. */
  all(): Iterable<ObservedPod> {
    return this.#pods.values();
  }

  /** The run has passed. */
  forget(runId: RunId): void {
    for (const pod of [...this.#pods.values()]) {
      if (runIdOf(pod) === runId && this.#isPast(pod)) this.#drop(pod);
    }
  }

  async #followPods(onListed: () => void): Promise<void> {
    const { client, isOwn, signal, onTrouble } = this.#deps;
    const what = { path: PODS, labelSelector: RUN_LABEL };
    for await (const event of watchObjects<ObservedPod>(
      client,
      what,
      signal,
      onTrouble,
    )) {
      if (event.type === 'listed') {
        for (const [uid, pod] of [...this.#pods]) {
          if (!event.uids.has(uid)) this.#remove(pod);
        }
        onListed();
      } else if (isOwn(event.object)) {
        if (event.type === 'gone') this.#remove(event.object);
        else this.#keep(event.object);
      }
    }
  }

  async #followWarnings(): Promise<void> {
    const { client, signal, onTrouble } = this.#deps;
    const fieldSelector = 'involvedObject.kind=Pod,type=Warning';
    for await (const event of watchObjects<PodEvent>(
      client,
      { path: EVENTS, fieldSelector },
      signal,
      onTrouble,
    )) {
      if (event.type !== 'changed') continue;
      const { involvedObject, reason = '', message = '' } = event.object;
      const uid = involvedObject?.uid ?? '';
      const pod = this.#pods.get(uid);
      // Other people's pods have warnings too.
      if (!pod) continue;
      this.#warnings.set(uid, { reason, message });
      this.#tell(pod);
    }
  }

  #keep(pod: ObservedPod): void {
    const { uid } = pod.metadata;
    if (this.#isPast(pod)) {
      this.#drop(pod);
    } else {
      this.#pods.set(uid, pod);
      this.#byNode.set(nodeIdOf(pod) ?? uid, uid);
    }
    this.#deps.onPod(pod, false);
    this.#tell(pod);
  }

  #remove(pod: ObservedPod): void {
    const { uid } = pod.metadata;
    const node = nodeIdOf(pod) ?? uid;
    const removal = explainRemoval(pod);
    if (removal !== null && this.#pods.has(uid)) this.#remember(node, removal);
    this.#drop(pod);
    this.#deps.onPod(pod, true);
    this.#tell(pod);
  }

  /** Whether it has ended in a run of which nothing more is told. */
  #isPast(pod: ObservedPod): boolean {
    const runId = runIdOf(pod);
    return isPodOver(pod) && runId !== undefined && this.#deps.isPassed(runId);
  }

  #drop(pod: ObservedPod): void {
    const { uid } = pod.metadata;
    this.#pods.delete(uid);
    this.#byNode.delete(nodeIdOf(pod) ?? uid);
    this.#warnings.delete(uid);
  }

  #remember(node: string, removal: string): void {
    this.#removals.set(node, removal);
    const [oldest] = this.#removals.keys();
    if (this.#removals.size > MOST_REMOVALS) this.#removals.delete(oldest);
  }

  #tell(pod: ObservedPod): void {
    const runId = runIdOf(pod);
    if (runId !== undefined) this.#deps.onChange(runId);
  }
}

function runIdOf({ metadata }: ObservedPod): RunId | undefined {
  return metadata.labels?.[RUN_LABEL] as RunId | undefined;
}
