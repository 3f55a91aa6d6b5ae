import { setTimeout as sleep } from 'node:timers/promises';
import { isFinal } from '@mlops/plugin-mlops-common';
import type { AttemptRef, LogOptions } from '@mlops/plugin-mlops-node';
import type { S3ArtifactStore } from '../artifacts/S3ArtifactStore';
import { ClusterError } from '../cluster/ClusterClient';
import { inNamespace } from '../cluster/inNamespace';
import { statesOf } from '../state/statesOf';
import type { ClusterRuns, OwnWorkflow } from './ClusterRuns';
import { withoutExecutorLines } from './withoutExecutorLines';

const LOOK_EVERY_MS = 500;

interface Found {
  runs: ClusterRuns;
  workflow: OwnWorkflow;
  /** Of the attempt; `undefined` before it was made. */
  node: string | undefined;
  isOver: boolean;
}

/**
 * Logs of attempts: live from the pod as long as it runs, and then what Argo has archived, which is what the task has
 * written, byte for byte.
 */
export class RunLogs {
  readonly #clusters: ReadonlyMap<string, ClusterRuns>;
  readonly #store: S3ArtifactStore;

  constructor(
    clusters: ReadonlyMap<string, ClusterRuns>,
    store: S3ArtifactStore,
  ) {
    this.#clusters = clusters;
    this.#store = store;
  }

  async *read(
    ref: AttemptRef,
    { from, follow, signal }: LogOptions,
  ): AsyncIterable<Uint8Array> {
    let at = from;
    while (!signal.aborted) {
      const found = await this.#find(ref);
      if (!found || found.isOver) {
        yield* this.#store.readLog(ref, at);
        return;
      }
      for await (const chunk of this.#live(found, at, follow, signal)) {
        at += chunk.length;
        yield chunk;
      }
      if (!follow) return;
      await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  async size(ref: AttemptRef): Promise<number> {
    const found = await this.#find(ref);
    if (!found || found.isOver) return this.#store.logSize(ref);
    let size = 0;
    const { signal } = new AbortController();
    for await (const chunk of this.#live(found, 0, false, signal)) {
      size += chunk.length;
    }
    return size;
  }

  /** The log of the container, without what Argo's executor writes into it about itself. */
  async *#live(
    { runs, workflow, node }: Found,
    from: number,
    follow: boolean,
    signal: AbortSignal,
  ): AsyncIterable<Uint8Array> {
    const pods = await runs.pods(
      workflow.metadata.labels?.['mlops/run-id'] as AttemptRef['runId'],
    );
    const pod = pods.find(
      ({ metadata }) =>
        node !== undefined &&
        metadata.annotations?.['workflows.argoproj.io/node-id'] === node,
    );
    if (!pod) return;
    const { namespace, name } = pod.metadata;
    const bytes = runs.client.stream({
      path: `${inNamespace('/api/v1/pods', namespace)}/${name}/log`,
      query: { container: 'main', follow },
      signal,
    });
    let skip = from;
    try {
      for await (const chunk of withoutExecutorLines(bytes)) {
        if (skip >= chunk.length) {
          skip -= chunk.length;
        } else {
          yield chunk.subarray(skip);
          skip = 0;
        }
      }
    } catch (error) {
      // A container that has not begun has no log yet.
      if (!(error instanceof ClusterError && error.status === 400)) throw error;
    }
  }

  async #find(ref: AttemptRef): Promise<Found | undefined> {
    const clusters = [...this.#clusters.values()];
    // A cluster that does not answer must not hide what another one has.
    const answers = await Promise.allSettled(
      clusters.map(runs => runs.find(ref.runId)),
    );
    for (const [place, answer] of answers.entries()) {
      const runs = clusters[place];
      const [workflow] = answer.status === 'fulfilled' ? answer.value : [];
      if (!workflow) continue;
      const { namespace } = workflow.metadata;
      const plan = await runs.planOf(ref.runId, namespace);
      if (!plan) continue;
      const attempt = statesOf(plan, workflow)
        .tasks.find(({ task }) => task === ref.task)
        ?.attempts.find(one => one.attempt === ref.attempt);
      return {
        runs,
        workflow,
        node: attempt?.node,
        isOver: attempt !== undefined && isFinal(attempt.status),
      };
    }
    const away = answers.find(answer => answer.status === 'rejected');
    // Of a run that was cleared there is nothing but what was archived.
    if (away && (await this.#store.logSize(ref)) === 0) throw away.reason;
    return undefined;
  }
}
