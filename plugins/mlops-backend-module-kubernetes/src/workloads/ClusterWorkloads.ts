import { ConflictError } from '@backstage/errors';
import type { WorkloadId, WorkloadPlan } from '@mlops/plugin-mlops-common';
import {
  isConflict,
  isNotFound,
  type ClusterClient,
} from '../cluster/ClusterClient';
import { inNamespace } from '../cluster/inNamespace';
import type { Namespaces } from '../namespaces/Namespaces';
import type { PodWarning } from '../state/explainPod';
import type { ObservedPod } from '../state/ObservedPod';
import type { ClusterStreams } from '../streams/ClusterStreams';
import {
  isOwnWorkload,
  podName,
  RECORD_LABEL,
  recordName,
  WORKLOAD_LABEL,
  WORKLOAD_PROOF,
  workloadProof,
} from './workloadIdentity';
import {
  workloadObjectsOf,
  type WorkloadObjects,
  type WorkloadOptions,
} from './workloadObjectsOf';
import {
  newRecord,
  readRecord,
  stateData,
  type RecordObject,
  type WorkloadRecord,
} from './workloadRecord';
import { NEW_WORKLOAD, type WorkloadState } from './WorkloadState';

export const CONFIG_MAPS = '/api/v1/configmaps';
export const PODS = '/api/v1/pods';
const NETWORK_POLICIES = '/apis/networking.k8s.io/v1/networkpolicies';

/** Seconds by which the limit that the cluster keeps is later than the one that the portal keeps. */
const LATER_SECONDS = 600;

interface ClusterWorkloadsDeps {
  client: ClusterClient;
  streams: ClusterStreams;
  namespaces: Namespaces;
  options: Omit<WorkloadOptions, 'namespace' | 'proof'>;
  /** Of the installation, with which its objects are proven to be its own. */
  key: string;
}

/** The workloads on one cluster, as the objects that they are there. */
export class ClusterWorkloads {
  readonly client: ClusterClient;
  readonly streams: ClusterStreams;
  readonly #deps: ClusterWorkloadsDeps;

  constructor(deps: ClusterWorkloadsDeps) {
    this.client = deps.client;
    this.streams = deps.streams;
    this.#deps = deps;
  }

  isOwn({ metadata }: Pick<RecordObject, 'metadata'>): boolean {
    return isOwnWorkload(this.#deps.key, metadata);
  }

  /** Writes down that a workload is wanted; what an earlier call has written is kept. */
  async take(plan: WorkloadPlan, namespace: string): Promise<void> {
    const path = inNamespace(CONFIG_MAPS, namespace);
    if (await this.get(plan.workloadId, namespace)) return;
    await this.#deps.namespaces.prepare(namespace);
    const proof = workloadProof(this.#deps.key, plan.workloadId, namespace);
    const body = newRecord(plan, NEW_WORKLOAD, { namespace, proof });
    await this.client.request({ method: 'POST', path, body }).catch(error => {
      if (!isConflict(error)) throw error;
      // Somebody was quicker: with the same plan, or `get` tells.
      return this.get(plan.workloadId, namespace);
    });
  }

  /** @throws ConflictError where there is something of that name that the suite has not made */
  async get(
    workloadId: WorkloadId,
    namespace: string,
  ): Promise<WorkloadRecord | undefined> {
    const name = recordName(workloadId);
    const path = `${inNamespace(CONFIG_MAPS, namespace)}/${name}`;
    const object = await this.#getIfThere<RecordObject>(path);
    if (!object) return undefined;
    const record = this.isOwn(object) ? readRecord(object) : undefined;
    if (!record) throw foreign('config map', object);
    return record;
  }

  /** Wherever on the cluster. */
  async find(workloadId: WorkloadId): Promise<WorkloadRecord | undefined> {
    const { items } = await this.client.request<{ items: RecordObject[] }>({
      path: CONFIG_MAPS,
      query: {
        labelSelector: `${RECORD_LABEL},${WORKLOAD_LABEL}=${workloadId}`,
      },
    });
    return items
      .filter(
        object => this.isOwn(object) && !object.metadata.deletionTimestamp,
      )
      .map(readRecord)
      .find(record => record !== undefined);
  }

  /** @throws ClusterError with status 409 when somebody has changed it meanwhile */
  async write(
    { plan, metadata }: WorkloadRecord,
    state: WorkloadState,
  ): Promise<WorkloadRecord> {
    const { name, namespace, resourceVersion } = metadata;
    const object = await this.client.request<RecordObject>({
      method: 'PATCH',
      path: `${inNamespace(CONFIG_MAPS, namespace)}/${name}`,
      body: { metadata: { resourceVersion }, data: stateData(state) },
    });
    return { plan, state, metadata: object.metadata };
  }

  /** Removes a record, and with it all that its workload is on the cluster. */
  async drop({ metadata }: WorkloadRecord): Promise<void> {
    const { name, namespace, uid } = metadata;
    await this.#delete(`${inNamespace(CONFIG_MAPS, namespace)}/${name}`, uid);
  }

  /** The objects of the start that is under way, or why there are none. */
  objectsOf({ plan, state, metadata }: WorkloadRecord, now: number) {
    const { namespace, uid: recordUid } = metadata;
    const { lifetimeSeconds, workloadId } = plan;
    const lived = now - (state.startedAt ?? now);
    return workloadObjectsOf(
      plan,
      {
        ...this.#deps.options,
        namespace,
        proof: workloadProof(this.#deps.key, workloadId, namespace),
      },
      {
        start: state.starts,
        recordUid,
        deadlineSeconds:
          lifetimeSeconds === null
            ? null
            : lifetimeSeconds + LATER_SECONDS - lived / 1000,
      },
    );
  }

  /** Makes a start; what an earlier call has made is kept. @returns its pod */
  async make(objects: WorkloadObjects): Promise<ObservedPod> {
    const { configMaps, networkPolicy, pod } = objects;
    for (const configMap of configMaps) {
      await this.#create<RecordObject>(CONFIG_MAPS, configMap);
    }
    await this.#create<RecordObject>(NETWORK_POLICIES, networkPolicy);
    return this.#create<ObservedPod>(PODS, pod);
  }

  /** The pod of a start. @returns `undefined` also for one of that name that is not ours */
  async pod(
    { plan, metadata }: WorkloadRecord,
    start: number,
  ): Promise<ObservedPod | undefined> {
    const path = inNamespace(PODS, metadata.namespace);
    const name = podName(plan.workloadId, start);
    const pod = await this.#getIfThere<ObservedPod>(`${path}/${name}`);
    return pod && this.isOwn(pod) ? pod : undefined;
  }

  /** The newest warning about a pod. */
  async warning({ metadata }: ObservedPod): Promise<PodWarning | undefined> {
    const { namespace, uid } = metadata;
    const { items } = await this.client.request<{ items: PodEvent[] }>({
      path: inNamespace('/api/v1/events', namespace),
      query: { fieldSelector: `involvedObject.uid=${uid},type=Warning` },
    });
    const newest = items
      .sort((one, other) => timeOf(one) - timeOf(other))
      .at(-1);
    if (!newest) return undefined;
    const { reason = '', message = '' } = newest;
    return { reason, message };
  }

  /**
   * Asks the program of a pod to end, and ends it when that takes too long. The pod stays: with the deletion of a pod
   * its machine forgets log and exit code, while one whose time is over keeps them.
   */
  async stop({ metadata }: ObservedPod): Promise<void> {
    await this.client
      .request({
        method: 'PATCH',
        path: `${inNamespace(PODS, metadata.namespace)}/${metadata.name}`,
        body: {
          metadata: { uid: metadata.uid },
          spec: { activeDeadlineSeconds: 1 },
        },
      })
      .catch(error => {
        if (!isNotFound(error)) throw error;
      });
  }

  /** Removes a pod at once. */
  async remove({ metadata }: ObservedPod): Promise<void> {
    const { name, namespace, uid } = metadata;
    await this.#delete(`${inNamespace(PODS, namespace)}/${name}`, uid, 0);
  }

  async #create<T extends Pick<RecordObject, 'metadata'>>(
    kindPath: string,
    body: { kind: string; metadata: { name: string; namespace: string } },
  ): Promise<T> {
    const { name, namespace } = body.metadata;
    const path = inNamespace(kindPath, namespace);
    try {
      return await this.client.request<T>({ method: 'POST', path, body });
    } catch (error) {
      if (!isConflict(error)) throw error;
      const known = await this.client.request<T>({ path: `${path}/${name}` });
      if (this.isOwn(known)) return known;
      throw foreign(body.kind, known);
    }
  }

  async #getIfThere<T>(path: string): Promise<T | undefined> {
    return this.client.request<T>({ path }).catch(error => {
      if (isNotFound(error)) return undefined;
      throw error;
    });
  }

  async #delete(
    path: string,
    uid: string,
    gracePeriodSeconds?: number,
  ): Promise<void> {
    await this.client
      .request({
        method: 'DELETE',
        path,
        body: {
          propagationPolicy: 'Background',
          preconditions: { uid },
          ...(gracePeriodSeconds !== undefined && { gracePeriodSeconds }),
        },
      })
      .catch(error => {
        // Gone, or another one of that name, which is none of ours to remove.
        if (!isNotFound(error) && !isConflict(error)) throw error;
      });
  }
}

interface PodEvent {
  reason?: string;
  message?: string;
  lastTimestamp?: string | null;
  eventTime?: string | null;
}

function timeOf({ lastTimestamp, eventTime }: PodEvent): number {
  return Date.parse(lastTimestamp ?? eventTime ?? '') || 0;
}

function foreign(
  kind: string,
  { metadata }: Pick<RecordObject, 'metadata'>,
): ConflictError {
  return new ConflictError(
    `There is a ${kind} "${metadata.name}" in "${metadata.namespace}" that the suite has not made (${WORKLOAD_PROOF} is missing or another); remove it`,
  );
}
