import { ConflictError } from '@backstage/errors';
import type { RunId, RunPlan } from '@mlops/plugin-mlops-common';
import type { EngineObjectState, Removed } from '@mlops/plugin-mlops-node';
import {
  ClusterError,
  isConflict,
  isNotFound,
  type ClusterClient,
} from '../cluster/ClusterClient';
import { inNamespace } from '../cluster/inNamespace';
import type { ConfigMap } from '../manifests/core';
import type { ManifestOptions } from '../manifests/ManifestOptions';
import { proofOf, workflowName } from '../manifests/names';
import { runObjectsOf } from '../manifests/runObjectsOf';
import { attemptOfPod } from '../state/attemptOfPod';
import type { ObservedPod } from '../state/ObservedPod';
import type { ObservedWorkflow } from '../state/WorkflowStatus';
import type { ResourceName } from '../readResourceName';
import type { Namespaces } from '../namespaces/Namespaces';
import { planConfigMap, planName, readPlan } from './planConfigMap';

/** A workflow with what proves that it is ours. */
export type OwnWorkflow = ObservedWorkflow & {
  metadata: {
    resourceVersion: string;
    labels?: Record<string, string>;
  };
};

export const WORKFLOWS = '/apis/argoproj.io/v1alpha1/workflows';
export const RUN_LABEL = 'mlops/run-id';
const PODS = '/api/v1/pods';
const CONFIG_MAPS = '/api/v1/configmaps';
const PROOF_LABEL = 'mlops/run-proof';

/** What manifests on one cluster have in common. */
export type ClusterOptions = Omit<ManifestOptions, 'namespace' | 'proof'>;

/** The runs on one cluster, as the objects that they are there. */
export class ClusterRuns {
  readonly client: ClusterClient;
  readonly #namespaces: Namespaces;
  readonly #options: ClusterOptions;
  readonly #key: string;
  readonly #launched: readonly ResourceName[];

  /**
   * @param deps - `key`: of the installation, with which its objects are proven to be its own; `launched`: kinds of
   * objects that tasks may make
   */
  constructor(deps: {
    client: ClusterClient;
    namespaces: Namespaces;
    options: ClusterOptions;
    key: string;
    launched: readonly ResourceName[];
  }) {
    this.client = deps.client;
    this.#namespaces = deps.namespaces;
    this.#options = deps.options;
    this.#key = deps.key;
    this.#launched = deps.launched;
  }

  optionsFor(runId: RunId, namespace: string): ManifestOptions {
    const proof = proofOf(this.#key, runId, namespace);
    return { ...this.#options, namespace, proof };
  }

  /** Makes what a run is; what an earlier call has made is kept. @returns the uid of the workflow */
  async create(plan: RunPlan): Promise<string> {
    const namespace = plan.namespace ?? 'default';
    const options = this.optionsFor(plan.runId, namespace);
    const known = await this.#find(plan.runId, namespace);
    if (known) return known.metadata.uid;
    const objects = runObjectsOf(plan, options);
    if (!objects.ok) {
      throw new ConflictError(
        objects.problems.map(({ message }) => message).join('; '),
      );
    }
    const { configMaps, workflow } = objects.value;
    await this.#namespaces.prepare(namespace);
    await Promise.all(
      [planConfigMap(plan, options), ...configMaps].map(configMap =>
        this.createInput(configMap),
      ),
    );
    try {
      const made = await this.client.request<OwnWorkflow>({
        method: 'POST',
        path: inNamespace(WORKFLOWS, namespace),
        body: workflow,
      });
      return made.metadata.uid;
    } catch (error) {
      if (!(error instanceof ClusterError && error.status === 409)) throw error;
      const other = await this.#find(plan.runId, namespace);
      if (other) return other.metadata.uid;
      throw error;
    }
  }

  /** One that is there already is one that an earlier call has made: names derive from ids, and contents from names. */
  async createInput(configMap: ConfigMap): Promise<void> {
    const { namespace, name } = configMap.metadata;
    const path = inNamespace(CONFIG_MAPS, namespace);
    try {
      await this.client.request({ method: 'POST', path, body: configMap });
    } catch (error) {
      if (!(error instanceof ClusterError && error.status === 409)) throw error;
      const known = await this.client.request<ConfigMap>({
        path: `${path}/${name}`,
      });
      const { labels } = configMap.metadata;
      if (known.metadata.labels?.[PROOF_LABEL] !== labels[PROOF_LABEL]) {
        throw new ConflictError(
          `There is a config map "${name}" in "${namespace}" that the suite has not made; remove it`,
        );
      }
    }
  }

  /** Workflows of a run, wherever on the cluster; those that are not provably ours are not among them. */
  async find(runId: RunId): Promise<OwnWorkflow[]> {
    return (await this.#list<OwnWorkflow>(WORKFLOWS, runId)).items;
  }

  isOwn({
    metadata: { labels, namespace },
  }: Pick<OwnWorkflow, 'metadata'>): boolean {
    const runId = labels?.[RUN_LABEL] as RunId | undefined;
    return (
      runId !== undefined &&
      labels?.[PROOF_LABEL] === proofOf(this.#key, runId, namespace)
    );
  }

  async planOf(runId: RunId, namespace: string): Promise<RunPlan | undefined> {
    const path = inNamespace(CONFIG_MAPS, namespace);
    try {
      return readPlan(
        await this.client.request<ConfigMap>({
          path: `${path}/${planName(runId)}`,
        }),
      );
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }

  async patch(
    { metadata }: Pick<OwnWorkflow, 'metadata'>,
    body: object,
  ): Promise<void> {
    await this.client.request({
      method: 'PATCH',
      path: `${inNamespace(WORKFLOWS, metadata.namespace)}/${metadata.name}`,
      body,
    });
  }

  /**
   * Removes everything of a run that is provably ours: the workflow with its pods, what its tasks have made on the
   * cluster, and what it was given. First the workflow, which would make pods anew.
   */
  async remove(runId: RunId): Promise<Removed[]> {
    return [
      ...(await this.#removeAll(WORKFLOWS, runId)),
      ...(await this.removeLaunched(runId)),
      ...(await this.#removeAll(PODS, runId)),
      ...(await this.#removeAll(CONFIG_MAPS, runId)),
    ];
  }

  /** Removes what tasks of a run have made on the cluster, such as a distributed training. */
  async removeLaunched(runId: RunId): Promise<Removed[]> {
    const removed: Removed[] = [];
    for (const { path } of this.#launched) {
      removed.push(...(await this.#removeAll(path, runId)));
    }
    return removed;
  }

  async #removeAll(path: string, runId: RunId): Promise<Removed[]> {
    const { kind, items } = await this.#list<OwnWorkflow>(path, runId);
    for (const { metadata } of items) {
      await this.client
        .request({
          method: 'DELETE',
          path: `${inNamespace(path, metadata.namespace)}/${metadata.name}`,
          body: {
            propagationPolicy: 'Foreground',
            preconditions: { uid: metadata.uid },
          },
        })
        .catch(error => {
          // Somebody else has removed it, and may have made another of that name.
          if (!isNotFound(error) && !isConflict(error)) throw error;
        });
    }
    return items.map(({ metadata: { name } }) => ({ kind, name }));
  }

  async pods(runId: RunId): Promise<ObservedPod[]> {
    return (await this.#list<ObservedPod>(PODS, runId)).items;
  }

  async #find(
    runId: RunId,
    namespace: string,
  ): Promise<OwnWorkflow | undefined> {
    const path = inNamespace(WORKFLOWS, namespace);
    try {
      const known = await this.client.request<OwnWorkflow>({
        path: `${path}/${workflowName(runId)}`,
      });
      if (this.isOwn(known)) return known;
      throw new ConflictError(
        `There is a workflow "${known.metadata.name}" in "${namespace}" that the suite has not made; remove it`,
      );
    } catch (error) {
      if (isNotFound(error)) return undefined;
      throw error;
    }
  }

  /** Of a kind that the cluster does not know there is none. */
  async #list<T extends Pick<OwnWorkflow, 'metadata'>>(
    path: string,
    runId: RunId,
  ): Promise<{ kind: string; items: T[] }> {
    const { kind, items } = await this.client
      .request<{ kind: string; items: T[] }>({
        path,
        query: { labelSelector: `${RUN_LABEL}=${runId}` },
      })
      .catch(error => {
        if (isNotFound(error)) return { kind: '', items: [] };
        throw error;
      });
    return {
      kind: kind.replace(/List$/, ''),
      items: items.filter(item => this.isOwn(item)),
    };
  }
}

const PHASES = {
  Pending: 'queued',
  Running: 'running',
  Succeeded: 'succeeded',
  Failed: 'failed',
} as const;

/** A pod as the pages show it. */
export function podState(pod: ObservedPod): EngineObjectState {
  const { metadata, status } = pod;
  const { task, attempt } = attemptOfPod(pod) ?? { task: null, attempt: null };
  const phase = Object.entries(PHASES).find(([name]) => name === status?.phase);
  return {
    kind: 'Pod',
    name: metadata.name,
    task,
    attempt,
    status: phase?.[1] ?? 'waiting',
    reason: status?.message ?? status?.reason ?? null,
  };
}

/** Whether nothing of a run executes any more. */
export function isOver({ status }: ObservedWorkflow): boolean {
  return ['Succeeded', 'Failed', 'Error'].includes(status?.phase ?? '');
}
