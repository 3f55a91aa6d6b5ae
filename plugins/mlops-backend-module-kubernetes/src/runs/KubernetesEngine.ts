import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  InputError,
  ServiceUnavailableError,
  stringifyError,
} from '@backstage/errors';
import { isFinal, type RunId, type RunPlan } from '@mlops/plugin-mlops-common';
import type {
  AttemptRef,
  ByteRange,
  EngineEvent,
  EngineObjectState,
  EngineOutput,
  ExecutionEngine,
  LogOptions,
  LogTimeState,
  Removed,
  RunRef,
  Submitted,
  UsageSampleState,
} from '@mlops/plugin-mlops-node';
import { watchObjects } from '../cluster/watchObjects';
import { inputsOf } from '../manifests/inputsOf';
import { statesOf, type RunStates } from '../state/statesOf';
import {
  isOver,
  podState,
  RUN_LABEL,
  WORKFLOWS,
  type ClusterRuns,
  type OwnWorkflow,
} from './ClusterRuns';
import { endPods } from './endPods';
import { Queue } from './Queue';
import type { RunLogs } from './RunLogs';
import { RunTeller } from './RunTeller';
import type { S3ArtifactStore } from '../artifacts/S3ArtifactStore';

interface KubernetesEngineDeps {
  /** By the name of their cluster. */
  clusters: ReadonlyMap<string, ClusterRuns>;
  /** Where runs go whose group names no cluster. */
  ownCluster: string;
  maxRuns: number;
  store: S3ArtifactStore;
  logs: RunLogs;
  logger: LoggerService;
  now: () => number;
}

/** Executes runs as workflows of Argo. What it knows is on the clusters; it keeps nothing of its own. */
export class KubernetesEngine implements ExecutionEngine {
  readonly id = 'kubernetes';
  readonly capabilities;
  readonly #deps: KubernetesEngineDeps;

  constructor(deps: KubernetesEngineDeps) {
    this.#deps = deps;
    this.capabilities = {
      images: true,
      maxRuns: deps.maxRuns,
      logTimes: false,
      usage: false,
      workloads: false,
      terminals: false,
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

  async logTimes(): Promise<LogTimeState[]> {
    return [];
  }

  async usage(): Promise<UsageSampleState[]> {
    return [];
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

  async *watch(
    signal: AbortSignal,
    epoch: number,
    open?: () => Promise<ReadonlySet<RunId>>,
  ): AsyncIterable<EngineEvent> {
    const queue = new Queue<EngineEvent>();
    signal.addEventListener('abort', () => queue.end(), { once: true });
    if (signal.aborted) queue.end();
    const wanted = await open?.();
    const listed = [...this.#deps.clusters.values()].map(
      runs =>
        new Promise<void>(resolve => {
          void this.#follow(runs, { signal, epoch, wanted }, queue, resolve);
        }),
    );
    void Promise.all(listed).then(() => queue.push({ type: 'synced', epoch }));
    yield* queue;
  }

  async #follow(
    runs: ClusterRuns,
    about: {
      signal: AbortSignal;
      epoch: number;
      /** Runs whose end is not stored yet; absent: of all it is wanted. */
      wanted: ReadonlySet<RunId> | undefined;
    },
    queue: Queue<EngineEvent>,
    onListed: () => void,
  ): Promise<void> {
    const { signal, epoch, wanted } = about;
    const { logger } = this.#deps;
    const tellers = new Map<string, { plan: RunPlan; teller: RunTeller }>();
    const what = { path: WORKFLOWS, labelSelector: RUN_LABEL };
    const seen = watchObjects<OwnWorkflow>(runs.client, what, signal, error =>
      logger.warn(
        `The watch on the cluster "${
          runs.client.name
        }" broke and goes on: ${stringifyError(error)}`,
      ),
    );
    // One that cannot be read stops none of the others, and is looked at again when it changes.
    const trouble = ({ metadata }: OwnWorkflow, error: unknown) =>
      logger.error(
        `Cannot follow the workflow "${metadata.name}" on "${
          runs.client.name
        }": ${stringifyError(error)}`,
      );
    let isListed = false;
    for await (const event of seen) {
      if (event.type === 'listed') {
        isListed = true;
        onListed();
        continue;
      }
      const { object } = event;
      const runId = object.metadata.labels?.[RUN_LABEL] as RunId | undefined;
      if (!runId || !runs.isOwn(object)) continue;
      const isOld = isOver(object) && !isListed;
      if (isOld && wanted && !wanted.has(runId)) continue;
      try {
        let known = tellers.get(object.metadata.uid);
        if (!known) {
          const plan = await runs.planOf(runId, object.metadata.namespace);
          // Cleared meanwhile; its end was told before.
          if (!plan) continue;
          known = { plan, teller: new RunTeller(plan) };
          tellers.set(object.metadata.uid, known);
        }
        const states = statesOf(known.plan, object);
        if (event.type === 'gone') {
          tellers.delete(object.metadata.uid);
          if (isFinal(states.run.status)) continue;
          states.run = {
            ...states.run,
            status: 'failed',
            reason: 'its workflow was removed from the cluster',
            finishedAt: this.#deps.now(),
          };
        }
        const { plan, teller } = known;
        const tell = async () => {
          const events = await teller.events(
            states,
            { epoch, now: this.#deps.now() },
            (task, attempt) => this.#deps.store.list({ runId, task, attempt }),
          );
          events.forEach(one => queue.push(one));
        };
        if (states.run.status === 'stopped') {
          // Argo calls a workflow ended when it has asked its pods to end. Others need not wait until they have.
          void endPods(runs, runId, signal)
            .then(tell)
            .catch(error => trouble(object, error));
          continue;
        }
        await tell();
        if (event.type === 'changed') {
          await this.#handOn(runs, plan, object, states);
        }
      } catch (error) {
        trouble(object, error);
      }
    }
  }

  /** Gives tasks that wait for outputs of others what they are given, and lets them go on. */
  async #handOn(
    runs: ClusterRuns,
    plan: RunPlan,
    workflow: OwnWorkflow,
    { tasks, waiting }: RunStates,
  ): Promise<void> {
    for (const { task: name, node } of waiting) {
      const task = plan.tasks.find(one => one.name === name);
      if (!task) continue;
      const { namespace } = workflow.metadata;
      const inputs = inputsOf(
        plan,
        task,
        runs.optionsFor(plan.runId, namespace),
        (upstream, output) =>
          tasks.find(one => one.task === upstream)?.attempts.at(-1)?.values[
            output
          ],
      );
      if (inputs.ok) await runs.createInput(inputs.value);
      const message = inputs.ok
        ? undefined
        : inputs.problems.map(problem => problem.message).join('; ');
      await runs.patch(workflow, {
        status: {
          nodes: {
            [node]: {
              phase: inputs.ok ? 'Succeeded' : 'Failed',
              ...(message && { message }),
              finishedAt: new Date(this.#deps.now()).toISOString(),
            },
          },
        },
      });
    }
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
