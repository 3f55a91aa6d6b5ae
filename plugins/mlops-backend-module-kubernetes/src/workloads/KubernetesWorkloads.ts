import {
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  isWorkloadOver,
  type WorkloadId,
  type WorkloadPlan,
} from '@mlops/plugin-mlops-common';
import type {
  EngineObjectState,
  LogOptions,
  Upstream,
  UsageSampleState,
  WorkloadEngine,
  WorkloadRef,
} from '@mlops/plugin-mlops-node';
import type { ObjectStore } from '../artifacts/S3Objects';
import { isConflict } from '../cluster/ClusterClient';
import type { LiveLogs } from '../logs/LiveLogs';
import type { ClusterWorkloads } from './ClusterWorkloads';
import type { PortSockets } from './PortSockets';
import { removeLogs } from './logOfStart';
import { startOf } from './startOf';
import { podName } from './workloadIdentity';
import { WorkloadLogs } from './WorkloadLogs';
import type { WorkloadRecord } from './workloadRecord';

interface KubernetesWorkloadsDeps {
  /** By the name of their cluster. */
  clusters: ReadonlyMap<string, ClusterWorkloads>;
  /** Where workloads go whose group names no cluster. */
  ownCluster: string;
  sockets: PortSockets;
  objects: ObjectStore;
  live: LiveLogs;
}

/** A workload where it is. */
interface FoundWorkload {
  workloads: ClusterWorkloads;
  record: WorkloadRecord;
}

/** Runs workloads as pods. What it knows is on the clusters; it keeps nothing of its own but where they are. */
export class KubernetesWorkloads implements WorkloadEngine {
  readonly #deps: KubernetesWorkloadsDeps;
  readonly #logs: WorkloadLogs;
  readonly #places = new Map<
    WorkloadId,
    { workloads: ClusterWorkloads; namespace: string }
  >();

  constructor(deps: KubernetesWorkloadsDeps) {
    this.#deps = deps;
    this.#logs = new WorkloadLogs(deps.objects, deps.live);
  }

  async start(plan: WorkloadPlan): Promise<void> {
    const { clusters, ownCluster } = this.#deps;
    const name = plan.cluster ?? ownCluster;
    const workloads = clusters.get(name);
    if (!workloads) {
      throw new ServiceUnavailableError(
        `There is no cluster "${name}"; configured are ${[
          ...clusters.keys(),
        ].join(', ')}`,
      );
    }
    const { namespace } = plan;
    if (namespace === null) {
      throw new InputError('A workload on a cluster needs a namespace');
    }
    await workloads.take(plan, namespace);
    this.#places.set(plan.workloadId, { workloads, namespace });
  }

  async end(ref: WorkloadRef): Promise<void> {
    for (;;) {
      const found = await this.#find(ref);
      if (!found) return;
      const { workloads, record } = found;
      const { state } = record;
      if (isWorkloadOver(state.status) || state.ending !== null) return;
      try {
        await workloads.write(record, {
          ...state,
          ending: 'ended on request',
          reason: 'it is being ended',
          revision: state.revision + 1,
        });
        return;
      } catch (error) {
        // Something has changed meanwhile: it is decided anew.
        if (!isConflict(error)) throw error;
      }
    }
  }

  async connect(ref: WorkloadRef, port: string): Promise<Upstream> {
    const { workloadId } = ref;
    const found = await this.#find(ref);
    if (!found) throw new NotFoundError(`There is no workload ${workloadId}`);
    const { workloads, record } = found;
    const { plan, state, metadata } = record;
    const listen = plan.ports.find(({ name }) => name === port)?.listen;
    if (!listen) {
      throw new NotFoundError(`Workload ${workloadId} has no port "${port}"`);
    }
    if (state.status !== 'ready' || listen.kind !== 'tcp') {
      const why = state.reason ? `: ${state.reason}` : '';
      throw new ServiceUnavailableError(
        `Workload ${workloadId} is not ready but ${state.status}${why}`,
      );
    }
    const { namespace } = metadata;
    const { number } = listen;
    const name = podName(workloadId, state.starts);
    const socketPath = await this.#deps.sockets.path(
      `${workloads.client.name}/${namespace}/${name}/${number}`,
      async signal => {
        // Whoever may make pods there could have put another one in its place.
        if (!(await workloads.pod(record, state.starts))) {
          throw new NotFoundError(`There is no pod "${name}" of ours`);
        }
        const pod = { namespace, name };
        return workloads.streams.connect({ pod, port: number, signal });
      },
    );
    return { address: { socketPath }, headers: {} };
  }

  async objects(ref: WorkloadRef): Promise<EngineObjectState[]> {
    const found = await this.#find(ref);
    if (!found || found.record.state.starts === 0) return [];
    const { workloads, record } = found;
    const { plan, state } = record;
    const pod = await workloads.pod(record, state.starts);
    const start = pod && startOf(pod, plan);
    const last = state.status === 'failed' ? 'failed' : 'stopped';
    const status = {
      waiting: 'queued',
      running: 'running',
      over: last,
    } as const;
    return [
      {
        kind: 'Pod',
        name: podName(plan.workloadId, state.starts),
        task: null,
        attempt: state.starts,
        status: start ? status[start.kind] : last,
        reason: state.reason,
      },
    ];
  }

  async *log(ref: WorkloadRef, options: LogOptions): AsyncIterable<Uint8Array> {
    yield* this.#logs.read(() => this.#record(ref), options);
  }

  async logSize(ref: WorkloadRef): Promise<number> {
    return this.#logs.size(() => this.#record(ref));
  }

  async usage(): Promise<UsageSampleState[]> {
    return [];
  }

  async purge(ref: WorkloadRef): Promise<void> {
    const { workloadId } = ref;
    const found = await this.#find(ref);
    if (!found) return;
    if (!isWorkloadOver(found.record.state.status)) {
      throw new ServiceUnavailableError(`Workload ${workloadId} is not over`);
    }
    await removeLogs(this.#deps.objects, workloadId);
    await found.workloads.drop(found.record);
    this.#places.delete(workloadId);
  }

  async #record(ref: WorkloadRef): Promise<WorkloadRecord | undefined> {
    return (await this.#find(ref))?.record;
  }

  async #find({ workloadId }: WorkloadRef): Promise<FoundWorkload | undefined> {
    const known = this.#places.get(workloadId);
    const record = await known?.workloads.get(workloadId, known.namespace);
    if (known && record) return { workloads: known.workloads, record };
    return this.#search(workloadId);
  }

  async #search(workloadId: WorkloadId): Promise<FoundWorkload | undefined> {
    const answers = await Promise.allSettled(
      [...this.#deps.clusters.values()].map(async workloads => ({
        workloads,
        record: await workloads.find(workloadId),
      })),
    );
    for (const answer of answers) {
      if (answer.status !== 'fulfilled' || !answer.value.record) continue;
      const { workloads, record } = answer.value;
      const { namespace } = record.metadata;
      this.#places.set(workloadId, { workloads, namespace });
      return { workloads, record };
    }
    // A cluster that does not answer may be the one.
    const away = answers.find(answer => answer.status === 'rejected');
    if (away) throw away.reason;
    return undefined;
  }
}
