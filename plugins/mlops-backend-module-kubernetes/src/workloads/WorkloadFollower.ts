import { stringifyError } from '@backstage/errors';
import { watchObjects, type Watched } from '../cluster/watchObjects';
import { CONFIG_MAPS, PODS } from './ClusterWorkloads';
import type { ObservedPod } from '../state/ObservedPod';
import { WorkloadKeeper, type KeeperDeps } from './WorkloadKeeper';
import { RECORD_LABEL, START_LABEL, WORKLOAD_LABEL } from './workloadIdentity';
import {
  readRecord,
  type RecordObject,
  type WorkloadRecord,
} from './workloadRecord';

/** Follows the workloads on one cluster: one watch for what is wanted of them, and one for their pods. */
export class WorkloadFollower {
  readonly #deps: KeeperDeps;
  /** By the id of the workload. */
  readonly #keepers = new Map<string, WorkloadKeeper>();
  readonly #uids = new Map<string, string>();
  /** Pods that were seen before their workload was. */
  readonly #early = new Map<string, ObservedPod>();

  constructor(deps: KeeperDeps) {
    this.#deps = deps;
  }

  /** @param onListed - all that was there has been told */
  async follow(onListed: () => void): Promise<void> {
    // Whoever knows a workload has to know its pods, or would take them for lost.
    let podsAreListed = () => {};
    const pods = new Promise<void>(resolve => {
      podsAreListed = resolve;
    });
    await Promise.all([
      this.#watch<ObservedPod>(
        PODS,
        `${WORKLOAD_LABEL},${START_LABEL}`,
        event => {
          this.#takePod(event);
          if (event.type === 'listed') podsAreListed();
        },
      ),
      pods.then(() =>
        this.#watch<RecordObject>(CONFIG_MAPS, RECORD_LABEL, event => {
          this.#takeRecord(event);
          if (event.type === 'listed') onListed();
        }),
      ),
    ]);
  }

  async #watch<T extends RecordObject>(
    path: string,
    labelSelector: string,
    take: (event: Watched<T>) => void,
  ): Promise<void> {
    const { logger, signal, workloads } = this.#deps;
    const events = watchObjects<T>(
      workloads.client,
      { path, labelSelector },
      signal,
      error =>
        logger.warn(
          `The watch on workloads of the cluster "${
            workloads.client.name
          }" broke and goes on: ${stringifyError(error)}`,
        ),
    );
    for await (const event of events) take(event);
  }

  #takeRecord(event: Watched<RecordObject>): void {
    if (event.type === 'listed') {
      for (const [id, uid] of [...this.#uids]) {
        if (!event.uids.has(uid)) this.#forget(id);
      }
      return;
    }
    const { object } = event;
    if (!this.#deps.workloads.isOwn(object)) return;
    const id = object.metadata.labels?.[WORKLOAD_LABEL] ?? '';
    if (event.type === 'gone' || object.metadata.deletionTimestamp) {
      this.#forget(id);
      return;
    }
    const record = readRecord(object);
    if (!record) return;
    const known = this.#keepers.get(id);
    if (known) known.noteRecord(record);
    else this.#keep(id, record);
  }

  #keep(id: string, record: WorkloadRecord): void {
    const keeper = new WorkloadKeeper(this.#deps, record);
    this.#keepers.set(id, keeper);
    this.#uids.set(id, record.metadata.uid);
    for (const pod of [...this.#early.values()]) {
      if (pod.metadata.labels?.[WORKLOAD_LABEL] !== id) continue;
      this.#early.delete(pod.metadata.uid);
      keeper.notePod(pod);
    }
    keeper.begin();
  }

  #takePod(event: Watched<ObservedPod>): void {
    if (event.type === 'listed') {
      for (const uid of [...this.#early.keys()]) {
        if (!event.uids.has(uid)) this.#early.delete(uid);
      }
      this.#keepers.forEach(keeper => keeper.notePods(event.uids));
      return;
    }
    const { object } = event;
    // One with labels that somebody has copied is nobody's start.
    if (!this.#deps.workloads.isOwn(object)) return;
    const id = object.metadata.labels?.[WORKLOAD_LABEL] ?? '';
    const keeper = this.#keepers.get(id);
    if (event.type === 'gone') {
      this.#early.delete(object.metadata.uid);
      keeper?.noteGone(object);
    } else if (keeper) {
      keeper.notePod(object);
    } else {
      this.#early.set(object.metadata.uid, object);
    }
  }

  #forget(id: string): void {
    this.#keepers.get(id)?.forget();
    this.#keepers.delete(id);
    this.#uids.delete(id);
  }
}
