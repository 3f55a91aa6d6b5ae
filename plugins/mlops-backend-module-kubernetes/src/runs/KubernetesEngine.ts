import type { LoggerService } from '@backstage/backend-plugin-api';
import { InputError, ServiceUnavailableError } from '@backstage/errors';
import type { RunId, RunPlan } from '@mlops/plugin-mlops-common';
import type {
  AttemptRef,
  ByteRange,
  ClusterAdmin,
  EngineEvent,
  EngineObjectState,
  EngineOutput,
  ExecutionEngine,
  LogOptions,
  LogTimesRange,
  LogTimeState,
  Removed,
  RunRef,
  Submitted,
  Terminal,
  TerminalOptions,
  UsageSampleState,
  WorkloadEngine,
  WorkloadEvent,
} from '@mlops/plugin-mlops-node';
import { ClusterFollower } from './ClusterFollower';
import { isOver, podState, type ClusterRuns } from './ClusterRuns';
import { Queue } from './Queue';
import type { ObjectStore } from '../artifacts/S3Objects';
import type { S3Storage } from '../artifacts/S3Storage';
import type { LiveLogs } from '../logs/LiveLogs';
import { LogKeeper } from '../logs/LogKeeper';
import type { RunLogs } from '../logs/RunLogs';
import type { S3ArtifactStore } from '../artifacts/S3ArtifactStore';
import type { ClusterTerminals } from '../terminals/ClusterTerminals';
import type { WorkloadFollower } from '../workloads/WorkloadFollower';

interface KubernetesEngineDeps {
  /** By the name of their cluster. */
  clusters: ReadonlyMap<string, ClusterRuns>;
  /** Where runs go whose group names no cluster. */
  ownCluster: string;
  maxRuns: number;
  store: S3ArtifactStore;
  storage: S3Storage;
  logs: RunLogs;
  admin: ClusterAdmin;
  terminals: ClusterTerminals;
  workloads: WorkloadEngine;
  /** What follows the workloads on each cluster. */
  followWorkloads(watch: {
    signal: AbortSignal;
    onEvent(event: WorkloadEvent): void;
  }): WorkloadFollower[];
  objects: ObjectStore;
  live: LiveLogs;
  logger: LoggerService;
  now: () => number;
}

/** Executes runs as workflows of Argo. What it knows is on the clusters; it keeps nothing of its own. */
export class KubernetesEngine implements ExecutionEngine {
  readonly id = 'kubernetes';
  readonly capabilities;
  readonly admin: ClusterAdmin;
  readonly workloads: WorkloadEngine;
  readonly storage: S3Storage;
  readonly #deps: KubernetesEngineDeps;
  /** Of the clusters that are watched here. */
  #followers: readonly ClusterFollower[] = [];

  constructor(deps: KubernetesEngineDeps) {
    this.#deps = deps;
    this.admin = deps.admin;
    this.workloads = deps.workloads;
    this.storage = deps.storage;
    this.capabilities = {
      images: true,
      maxRuns: deps.maxRuns,
      logTimes: true,
      usage: false,
      workloads: true,
      terminals: true,
    };
  }

  async submit(plan: RunPlan): Promise<Submitted> {
    return { uid: await this.#clusterOf(plan).create(plan) };
  }

  async stop({ runId }: RunRef): Promise<void> {
    await this.#each(async runs => {
      for (const workflow of await runs.find(runId)) {
        if (!isOver(workflow)) {
          await runs.patch(workflow, { spec: { shutdown: 'Terminate' } });
        }
      }
    });
  }

  async clear({ runId }: RunRef): Promise<Removed[]> {
    return (await this.#each(runs => runs.remove(runId))).flat();
  }

  async purge({ runId }: RunRef): Promise<void> {
    await this.#each(runs => runs.remove(runId));
    await this.#deps.store.remove(runId);
  }

  async objects({ runId }: RunRef): Promise<EngineObjectState[]> {
    const pods = await this.#each(runs => runs.pods(runId));
    return pods.flat().map(podState);
  }

  log(ref: AttemptRef, options: LogOptions): AsyncIterable<Uint8Array> {
    return this.#deps.logs.read(ref, options);
  }

  async logSize(ref: AttemptRef): Promise<number> {
    return this.#deps.logs.size(ref);
  }

  async logTimes(
    ref: AttemptRef,
    range: LogTimesRange,
  ): Promise<LogTimeState[]> {
    return this.#deps.logs.times(ref, range);
  }

  async usage(ref: AttemptRef): Promise<UsageSampleState[]> {
    for (const follower of this.#followers) {
      const samples = follower.samples(ref);
      if (samples) return [...samples];
    }
    return this.#deps.store.readUsage(ref);
  }

  async outputs(ref: AttemptRef): Promise<EngineOutput[]> {
    return this.#deps.store.list(ref);
  }

  async *output(
    ref: AttemptRef,
    path: string,
    range?: ByteRange,
  ): AsyncIterable<Uint8Array> {
    yield* this.#deps.store.read(ref, path, range);
  }

  async terminal(ref: AttemptRef, options: TerminalOptions): Promise<Terminal> {
    return this.#deps.terminals.open(ref, options);
  }

  async *watch(
    signal: AbortSignal,
    epoch: number,
    open?: () => Promise<ReadonlySet<RunId>>,
  ): AsyncIterable<EngineEvent> {
    const queue = new Queue<EngineEvent>();
    signal.addEventListener('abort', () => queue.end(), { once: true });
    if (signal.aborted) queue.end();
    const wanted = await open?.();
    const { clusters, followWorkloads, live, logger, now, objects, store } =
      this.#deps;
    const keeper = new LogKeeper({
      live,
      objects,
      logger,
      now,
      signal,
      wanted,
      onMessage: message => queue.push({ ...message, epoch, at: now() }),
    });
    const followers = [...clusters.values()].map(
      runs =>
        new ClusterFollower({
          runs,
          store,
          keeper,
          logger,
          now,
          signal,
          epoch,
          wanted,
          onEvent: event => queue.push(event),
        }),
    );
    this.#followers = followers;
    const workloads = followWorkloads({
      signal,
      onEvent: event => queue.push({ ...event, epoch }),
    });
    const listed = [...followers, ...workloads].map(
      follower => new Promise<void>(resolve => void follower.follow(resolve)),
    );
    void Promise.all(listed).then(() => queue.push({ type: 'synced', epoch }));
    yield* queue;
  }

  #clusterOf({ cluster, namespace }: RunPlan): ClusterRuns {
    const { clusters, ownCluster } = this.#deps;
    const name = cluster ?? ownCluster;
    const runs = clusters.get(name);
    if (!runs) {
      throw new ServiceUnavailableError(
        `There is no cluster "${name}"; configured are ${[
          ...clusters.keys(),
        ].join(', ')}`,
      );
    }
    if (namespace === null) {
      throw new InputError('A run on a cluster needs a namespace');
    }
    return runs;
  }

  async #each<T>(work: (runs: ClusterRuns) => Promise<T>): Promise<T[]> {
    return Promise.all([...this.#deps.clusters.values()].map(work));
  }
}
