import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import { isFinal, type RunId, type RunPlan } from '@mlops/plugin-mlops-common';
import type { ArtifactStore, EngineEvent } from '@mlops/plugin-mlops-node';
import { watchObjects } from '../cluster/watchObjects';
import { statesOf } from '../state/statesOf';
import {
  isOver,
  RUN_LABEL,
  WORKFLOWS,
  type ClusterRuns,
  type OwnWorkflow,
} from './ClusterRuns';
import { endPods } from './endPods';
import { handOn } from './handOn';
import { RunTeller } from './RunTeller';

/** Milliseconds after which a workflow that could not be followed is looked at again. */
const AGAIN_AFTER_MS = 2_000;

interface Seen {
  workflow: OwnWorkflow;
  isGone: boolean;
}

interface FollowerDeps {
  runs: ClusterRuns;
  store: Pick<ArtifactStore, 'list'>;
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
 * Follows the workflows on one cluster and tells what becomes of their runs. What fails on the way, at the storage or
 * the API server, is tried again with the newest state of the workflow: one that has ended changes no more.
 */
export class ClusterFollower {
  readonly #deps: FollowerDeps;
  /** The newest of each workflow, by uid. */
  readonly #newest = new Map<string, Seen>();
  readonly #known = new Map<string, { plan: RunPlan; teller: RunTeller }>();
  /** Workflows that had ended before, and whose end is stored. */
  readonly #passed = new Set<string>();
  /** Workflows that were stopped, of which no pod executes any more. */
  readonly #quiet = new Set<string>();

  constructor(deps: FollowerDeps) {
    this.#deps = deps;
  }

  /** @param onListed - all that was there has been told */
  async follow(onListed: () => void): Promise<void> {
    const { runs, signal, wanted, logger } = this.#deps;
    const what = { path: WORKFLOWS, labelSelector: RUN_LABEL };
    const seen = watchObjects<OwnWorkflow>(runs.client, what, signal, error =>
      logger.warn(
        `The watch on the cluster "${
          runs.client.name
        }" broke and goes on: ${stringifyError(error)}`,
      ),
    );
    let isFirst = true;
    for await (const event of seen) {
      if (event.type === 'listed') {
        await this.#missing(event.uids);
        isFirst = false;
        onListed();
        continue;
      }
      const { object: workflow } = event;
      const { uid } = workflow.metadata;
      if (!runs.isOwn(workflow) || this.#passed.has(uid)) continue;
      if (
        isFirst &&
        isOver(workflow) &&
        wanted?.has(runIdOf(workflow)) === false
      ) {
        this.#passed.add(uid);
        continue;
      }
      await this.#see({ workflow, isGone: event.type === 'gone' });
    }
  }

  /** What went while nobody could tell. */
  async #missing(uids: ReadonlySet<string>): Promise<void> {
    for (const [uid, { workflow }] of [...this.#newest]) {
      if (!uids.has(uid)) await this.#see({ workflow, isGone: true });
    }
  }

  async #see(seen: Seen): Promise<void> {
    this.#newest.set(seen.workflow.metadata.uid, seen);
    await this.#try(seen, () => this.#look(seen));
  }

  /** One that cannot be followed stops none of the others. */
  async #try(seen: Seen, work: () => Promise<void>): Promise<void> {
    const { logger, runs, signal } = this.#deps;
    const { name, uid } = seen.workflow.metadata;
    try {
      await work();
    } catch (error) {
      if (signal.aborted) return;
      logger.error(
        `Cannot follow the workflow "${name}" on "${
          runs.client.name
        }" just now: ${stringifyError(error)}`,
      );
      void sleep(AGAIN_AFTER_MS, undefined, { signal })
        .then(() => {
          const isNewest = this.#newest.get(uid) === seen;
          return isNewest ? this.#try(seen, work) : undefined;
        })
        .catch(() => undefined);
    }
  }

  async #look(seen: Seen): Promise<void> {
    const { epoch, now, onEvent, runs, store } = this.#deps;
    const { workflow, isGone } = seen;
    const { uid } = workflow.metadata;
    const runId = runIdOf(workflow);
    const known = await this.#planned(workflow);
    // Cleared meanwhile; its end was told before.
    if (!known) return;
    const { plan, teller } = known;
    const states = statesOf(plan, workflow);
    if (isGone && !isFinal(states.run.status)) {
      states.run = {
        ...states.run,
        status: 'failed',
        reason: 'its workflow was removed from the cluster',
        finishedAt: now(),
      };
    }
    if (states.run.status === 'stopped' && !this.#quiet.has(uid)) {
      // Argo calls a workflow ended when it has asked its pods to end. Others need not wait until they have.
      void this.#try(seen, async () => {
        await endPods(runs, runId, this.#deps.signal);
        this.#quiet.add(uid);
        await this.#look(seen);
      });
      return;
    }
    const events = await teller.events(
      states,
      { epoch, now: now() },
      (task, attempt) => store.list({ runId, task, attempt }),
    );
    events.forEach(onEvent);
    if (isGone) this.#forget(uid);
    else await handOn(runs, plan, workflow, states, now());
  }

  async #planned(workflow: OwnWorkflow) {
    const { uid, namespace } = workflow.metadata;
    const known = this.#known.get(uid);
    if (known) return known;
    const plan = await this.#deps.runs.planOf(runIdOf(workflow), namespace);
    if (!plan) return undefined;
    const made = { plan, teller: new RunTeller(plan) };
    this.#known.set(uid, made);
    return made;
  }

  #forget(uid: string): void {
    this.#newest.delete(uid);
    this.#known.delete(uid);
    this.#quiet.delete(uid);
  }
}

/** Of a workflow that is ours, which has one. */
function runIdOf({ metadata }: OwnWorkflow): RunId {
  return metadata.labels?.[RUN_LABEL] as RunId;
}
