import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { isFinal, type RunId, type RunPlan } from '@mlops/plugin-mlops-common';
import type {
  ArtifactStore,
  AttemptRef,
  EngineEvent,
  UsageSampleState,
} from '@mlops/plugin-mlops-node';
import { watchObjects } from '../cluster/watchObjects';
import type { LogKeeper } from '../logs/LogKeeper';
import { statesOf, type AttemptState } from '../state/statesOf';
import { measuredAttempts } from '../usage/measuredAttempts';
import { UsageRecorder, type UsageArchive } from '../usage/UsageRecorder';
import {
  isOver,
  RUN_LABEL,
  WORKFLOWS,
  type ClusterRuns,
  type OwnWorkflow,
} from './ClusterRuns';
import { Asked } from './Asked';
import { endPods } from './endPods';
import { giveUp } from './giveUp';
import { handOn } from './handOn';
import { PassedRuns } from './PassedRuns';
import { PodWatch } from './PodWatch';
import { Rounds } from './Rounds';
import { RunTeller, type AttemptEnd } from './RunTeller';

/** Milliseconds after which pods that could not be ended are tried again. */
const AGAIN_AFTER_MS = 2_000;

interface Seen {
  workflow: OwnWorkflow;
  isGone: boolean;
}

interface Known {
  plan: RunPlan;
  teller: RunTeller;
  /** What is left of attempts that have ended, by their node. */
  ends: Asked<AttemptEnd>;
}

interface FollowerDeps {
  runs: ClusterRuns;
  store: Pick<ArtifactStore, 'list'> & UsageArchive;
  /** Keeps the logs of attempts. */
  keeper: Pick<LogKeeper, 'see' | 'settled'>;
  logger: LoggerService;
  /** Milliseconds since 1970. */
  now: () => number;
  signal: AbortSignal;
  epoch: number;
  /** Runs whose end is not stored yet; absent: of all it is wanted. */
  wanted: ReadonlySet<RunId> | undefined;
  onEvent(event: EngineEvent): void;
}

/**
 * Follows the workflows on one cluster, and their pods, and tells what becomes of their runs. What fails on the way, at
 * the storage or the API server, is tried again with the newest state: a workflow that has ended changes no more.
 */
export class ClusterFollower {
  readonly #deps: FollowerDeps;
  readonly #pods: PodWatch;
  readonly #usage: UsageRecorder;
  readonly #rounds: Rounds<string>;
  /** The newest of each workflow, by uid. */
  readonly #newest = new Map<string, Seen>();
  readonly #uids = new Map<RunId, string>();
  readonly #known = new Map<string, Known>();
  /** Nothing more is told of them, and nothing kept. */
  readonly #passed = new PassedRuns();
  /** Workflows that were stopped: whether their pods are being ended, or none of them executes any more. */
  readonly #ending = new Map<string, 'ending' | 'quiet'>();

  constructor(deps: FollowerDeps) {
    const { runs, signal, logger } = deps;
    const { name } = runs.client;
    this.#deps = deps;
    this.#rounds = new Rounds(uid => this.#look(uid), {
      signal,
      onFailure: (uid, error) =>
        logger.error(
          `Cannot follow the workflow "${
            this.#newest.get(uid)?.workflow.metadata.name
          }" on "${name}" just now: ${stringifyError(error)}`,
        ),
    });
    this.#pods = new PodWatch({
      client: runs.client,
      isOwn: pod => runs.isOwn(pod),
      isPassed: runId => this.#passed.hasRun(runId),
      signal,
      onPod: (pod, isGone) => deps.keeper.see(runs.client, pod, isGone),
      onTrouble: error => this.#onTrouble(error),
      onChange: runId => {
        const uid = this.#uids.get(runId);
        if (uid !== undefined) this.#rounds.poke(uid);
      },
    });
    this.#usage = new UsageRecorder({
      client: runs.client,
      archive: deps.store,
      running: () => measuredAttempts(this.#pods.all()),
      signal,
      now: deps.now,
      onTrouble: error =>
        logger.warn(
          `Use of resources on "${name}" is not measured just now: ${stringifyError(
            error,
          )}`,
        ),
    });
  }

  /** Samples of an attempt that is being measured. */
  samples(ref: AttemptRef): readonly UsageSampleState[] | undefined {
    return this.#usage.samples(ref);
  }

  /** @param onListed - all that was there has been told */
  async follow(onListed: () => void): Promise<void> {
    const pods = new Promise<void>(resolve => {
      void this.#pods.follow(resolve);
    });
    // What is told of a run is told with what its pods say of it.
    await Promise.race([pods, aborted(this.#deps.signal)]);
    const { runs, signal, wanted } = this.#deps;
    const recording = this.#usage.record();
    const what = { path: WORKFLOWS, labelSelector: RUN_LABEL };
    let isFirst = true;
    for await (const event of watchObjects<OwnWorkflow>(
      runs.client,
      what,
      signal,
      error => this.#onTrouble(error),
    )) {
      if (event.type === 'listed') {
        this.#passed.keepOnly(event.uids);
        this.#missing(event.uids);
        if (isFirst) void this.#allTold().then(onListed);
        isFirst = false;
        continue;
      }
      const { object: workflow } = event;
      const { uid } = workflow.metadata;
      const isGone = event.type === 'gone';
      if (!runs.isOwn(workflow)) continue;
      if (this.#passed.has(uid)) {
        if (isGone) this.#passed.delete(uid);
        continue;
      }
      const runId = runIdOf(workflow);
      if (isFirst && isOver(workflow) && wanted?.has(runId) === false) {
        this.#pass(uid, runId);
        continue;
      }
      this.#see({ workflow, isGone });
    }
    await recording;
  }

  /** When all that there was has been looked at, with the ends of attempts; what failed is not waited for again. */
  async #allTold(): Promise<void> {
    await this.#rounds.idle();
    await Promise.all([...this.#known.values()].map(({ ends }) => ends.idle()));
    await this.#rounds.idle();
  }

  #onTrouble(error: unknown): void {
    const { logger, runs } = this.#deps;
    logger.warn(
      `A watch on the cluster "${
        runs.client.name
      }" broke and goes on: ${stringifyError(error)}`,
    );
  }

  /** What went while nobody could tell. */
  #missing(uids: ReadonlySet<string>): void {
    for (const [uid, { workflow }] of [...this.#newest]) {
      if (!uids.has(uid)) this.#see({ workflow, isGone: true });
    }
  }

  #see(seen: Seen): void {
    const { uid } = seen.workflow.metadata;
    this.#newest.set(uid, seen);
    this.#uids.set(runIdOf(seen.workflow), uid);
    this.#rounds.poke(uid);
  }

  async #look(uid: string): Promise<void> {
    const seen = this.#newest.get(uid);
    const known = seen && (await this.#planned(seen.workflow));
    // Cleared meanwhile; its end was told before.
    if (!known) return;
    const { epoch, now, onEvent, runs } = this.#deps;
    const { workflow, isGone } = seen;
    const { ends, plan, teller } = known;
    const runId = runIdOf(workflow);
    const states = statesOf(plan, workflow, (node, task) =>
      this.#pods.says(node, task),
    );
    if (isGone && !isFinal(states.run.status)) {
      states.run = {
        ...states.run,
        status: 'failed',
        reason: 'its workflow was removed from the cluster',
        finishedAt: now(),
      };
    }
    if (states.run.status === 'stopped' && this.#ending.get(uid) !== 'quiet') {
      // Argo calls a workflow ended when it has asked its pods to end. Others need not wait until they have.
      void this.#quieten(uid, runId);
      return;
    }
    const { events, isAll } = teller.events(
      states,
      { epoch, now: now() },
      (task, attempt) =>
        ends.of(attempt.node, () => this.#endOf(plan, task, attempt)),
    );
    events.forEach(onEvent);
    if (!isGone) {
      await giveUp(runs, workflow, states, now());
      await handOn(runs, plan, workflow, states, now());
    }
    if (!isAll) return;
    if (isGone) this.#forget(uid, runId);
    // A run stays on its cluster for as long as people want to see it there; the memory of its end is the store's.
    else if (isOver(workflow)) this.#pass(uid, runId);
  }

  async #endOf(
    plan: RunPlan,
    task: string,
    { attempt, isOutOfMemory }: AttemptState,
  ): Promise<AttemptEnd> {
    const ref = { runId: plan.runId, task, attempt };
    const measured = await this.#usage.peak(ref);
    await this.#usage.close(ref);
    // Whoever hears of an end finds the log as it stays.
    await this.#deps.keeper.settled(ref);
    // What needs more than it may have has had all of it, if only between two measurements.
    const least = isOutOfMemory
      ? plan.tasks.find(({ name }) => name === task)?.resources.memory
          .limitBytes ?? 0
      : 0;
    const memoryBytes = Math.max(measured?.memoryBytes ?? 0, least);
    return {
      outputs: await this.#deps.store.list(ref),
      peak:
        memoryBytes > 0
          ? { cpuCores: measured?.cpuCores ?? null, memoryBytes }
          : null,
    };
  }

  async #quieten(uid: string, runId: RunId): Promise<void> {
    if (this.#ending.has(uid)) return;
    const { runs, signal } = this.#deps;
    this.#ending.set(uid, 'ending');
    try {
      // What a task has launched would make pods anew.
      await runs.removeLaunched(runId);
      await endPods(runs, runId, signal);
      this.#ending.set(uid, 'quiet');
    } catch (error) {
      this.#ending.delete(uid);
      this.#onTrouble(error);
      await sleep(AGAIN_AFTER_MS, undefined, { signal }).catch(() => undefined);
    }
    this.#rounds.poke(uid);
  }

  async #planned(workflow: OwnWorkflow): Promise<Known | undefined> {
    const { uid, namespace } = workflow.metadata;
    const known = this.#known.get(uid);
    if (known) return known;
    const plan = await this.#deps.runs.planOf(runIdOf(workflow), namespace);
    if (!plan) return undefined;
    const made = {
      plan,
      teller: new RunTeller(plan),
      ends: new Asked<AttemptEnd>({
        signal: this.#deps.signal,
        onAnswer: () => this.#rounds.poke(uid),
        onFailure: error => this.#onTrouble(error),
      }),
    };
    this.#known.set(uid, made);
    return made;
  }

  #pass(uid: string, runId: RunId): void {
    this.#passed.add(uid, runId);
    this.#pods.forget(runId);
    this.#forget(uid, runId);
  }

  #forget(uid: string, runId: RunId): void {
    this.#newest.delete(uid);
    this.#known.delete(uid);
    this.#ending.delete(uid);
    this.#usage.forget(runId);
    if (this.#uids.get(runId) === uid) this.#uids.delete(runId);
  }
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}

/** Of a workflow that is ours, which has one. */
function runIdOf({ metadata }: OwnWorkflow): RunId {
  return metadata.labels?.[RUN_LABEL] as RunId;
}
