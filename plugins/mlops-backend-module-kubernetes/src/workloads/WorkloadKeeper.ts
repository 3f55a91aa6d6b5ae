import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, stringifyError } from '@backstage/errors';
import { isWorkloadOver } from '@mlops/plugin-mlops-common';
import {
  afterAnswer,
  askReadiness,
  workloadEvent,
  type WorkloadEvent,
} from '@mlops/plugin-mlops-node';
import { ClusterError, isConflict, isNotFound } from '../cluster/ClusterClient';
import { explainAdmission } from '../state/explainAdmission';
import type { PodWarning } from '../state/explainPod';
import type { ObservedPod } from '../state/ObservedPod';
import { afterExit } from './afterExit';
import { askPort } from './askPort';
import type { ClusterWorkloads } from './ClusterWorkloads';
import { nextStep, type NextStep } from './nextStep';
import { podLog } from './podLog';
import { readPeak } from './readPeak';
import type { WorkloadLogStore } from './WorkloadLogStore';
import { startOf } from './startOf';
import { podName } from './workloadIdentity';
import type { WorkloadRecord } from './workloadRecord';
import type { WorkloadState } from './WorkloadState';

/** Milliseconds after which what failed is tried again; twice as long each time, up to a minute. */
const AGAIN_AFTER_MS = 2_000;
const AGAIN_AT_LAST_MS = 60_000;

/** Milliseconds between two questions to a program at least: each is a connection by way of the API server. */
const SHORTEST_PERIOD_MS = 250;

/** Milliseconds after which warnings about a pod are looked for that does not begin and does not say why. */
const WARNING_MS = 5_000;

/** What a timer of Node can wait for. */
const LONGEST_WAIT_MS = 2 ** 31 - 1;

export interface KeeperDeps {
  workloads: ClusterWorkloads;
  logs: WorkloadLogStore;
  logger: LoggerService;
  /** Milliseconds since 1970. */
  now: () => number;
  signal: AbortSignal;
  onEvent(event: WorkloadEvent): void;
}

/**
 * Does for one workload what comes next, from its first start until it is over and its log is stored. It remembers
 * nothing that is not on the cluster: whoever watches next goes on where it was, and two that watch do not disturb each
 * other, since names derive from ids and a record is written only as it was read.
 */
export class WorkloadKeeper {
  readonly #deps: KeeperDeps;
  #record: WorkloadRecord;
  readonly #pods = new Map<string, ObservedPod>();
  #toldRevision = 0;
  #isBusy = false;
  #isStale = false;
  #isForgotten = false;
  #timer: NodeJS.Timeout | undefined;
  #interrupt = new AbortController();
  /** When its program is asked again. */
  #askAt = 0;
  /** Of the pod that was asked to end. */
  #stopped: string | undefined;
  #troubles = 0;
  #warningAt = 0;
  /** About the pod with that uid. */
  #warning: { uid: string; warning: PodWarning | undefined } | undefined;

  constructor(deps: KeeperDeps, record: WorkloadRecord) {
    this.#deps = deps;
    this.#record = record;
  }

  /** Tells how it is, and goes on with it. */
  begin(): void {
    this.#tell();
    this.wake();
  }

  /** Its record has changed. What was written here comes back, and late. */
  noteRecord(record: WorkloadRecord): void {
    if (!isNewer(record, this.#record)) return;
    this.#record = record;
    this.#tell();
    this.#interrupt.abort();
    this.wake();
  }

  notePod(pod: ObservedPod): void {
    this.#pods.set(pod.metadata.name, pod);
    this.wake();
  }

  noteGone({ metadata: { name, uid } }: ObservedPod): void {
    if (this.#pods.get(name)?.metadata.uid !== uid) return;
    this.#pods.delete(name);
    this.#interrupt.abort();
    this.wake();
  }

  /** Forgets pods that are not there any more. */
  notePods(uids: ReadonlySet<string>): void {
    for (const pod of [...this.#pods.values()]) {
      if (!uids.has(pod.metadata.uid)) this.noteGone(pod);
    }
  }

  /** It was purged. */
  forget(): void {
    this.#isForgotten = true;
    this.#interrupt.abort();
    clearTimeout(this.#timer);
  }

  /** Looks what comes next. */
  wake(): void {
    this.#isStale = true;
    if (!this.#isBusy) void this.#tend();
  }

  get #isOver(): boolean {
    return this.#isForgotten || this.#deps.signal.aborted;
  }

  async #tend(): Promise<void> {
    this.#isBusy = true;
    clearTimeout(this.#timer);
    try {
      while (this.#isStale && !this.#isOver) {
        this.#isStale = false;
        this.#interrupt = new AbortController();
        const { plan, state } = this.#record;
        const pod = this.#pod(state.starts);
        const start = pod && startOf(pod, plan, this.#warningOf(pod));
        const step = nextStep(plan, state, start, this.#deps.now());
        await this.#do(step, pod);
      }
      this.#troubles = 0;
    } catch (error) {
      if (!this.#isOver) this.#trouble(error);
    } finally {
      this.#isBusy = false;
    }
  }

  #trouble(error: unknown): void {
    const { logger, workloads } = this.#deps;
    if (!isConflict(error)) {
      logger.error(
        `Workload ${this.#record.plan.workloadId} on "${
          workloads.client.name
        }" cannot go on for now: ${stringifyError(error)}`,
      );
    }
    const rest = AGAIN_AFTER_MS * 2 ** this.#troubles;
    this.#troubles += 1;
    this.#wakeAt(this.#deps.now() + Math.min(rest, AGAIN_AT_LAST_MS));
  }

  async #do(step: NextStep, pod: ObservedPod | undefined): Promise<void> {
    const { now } = this.#deps;
    switch (step.step) {
      case 'change':
        return this.#change(step.change);
      case 'make':
        return this.#make();
      case 'miss':
        return this.#miss();
      case 'ask':
        return pod && this.#ask(pod, step.until);
      case 'stop':
        return pod && this.#stop(pod, step.until);
      case 'remove':
        if (pod) await this.#deps.workloads.remove(pod);
        this.#wakeAt(now() + AGAIN_AFTER_MS);
        return undefined;
      case 'wait':
        this.#wakeAt(step.until);
        await this.#archive();
        return pod && this.#lookForWarning(pod);
      default:
        return this.#archive();
    }
  }

  async #make(): Promise<void> {
    const { workloads, now } = this.#deps;
    const objects = workloads.objectsOf(this.#record, now());
    if (!objects.ok) {
      const reason = objects.problems.map(({ message }) => message).join('; ');
      const starts = this.#record.state.starts - 1;
      await this.#change({
        status: 'failed',
        reason,
        isRunning: false,
        starts,
        finishedAt: now(),
      });
      return;
    }
    const pod = await workloads.make(objects.value).catch(async error => {
      // What the cluster refuses may be mended there: it is tried again.
      const isRefusal =
        error instanceof ClusterError || error instanceof ConflictError;
      if (isRefusal) {
        await this.#change({ reason: explainAdmission(error.message) });
      }
      throw error;
    });
    if (!this.#pods.has(pod.metadata.name)) this.notePod(pod);
    await this.#change({ podUid: pod.metadata.uid });
  }

  async #miss(): Promise<void> {
    const { workloads, now } = this.#deps;
    const { plan, state } = this.#record;
    const pod = await workloads.pod(this.#record, state.starts);
    if (pod) this.notePod(pod);
    else await this.#change(afterExit(plan, state, undefined, now()));
  }

  async #ask(pod: ObservedPod, endsAt: number): Promise<void> {
    const { now, signal, workloads } = this.#deps;
    const { plan } = this.#record;
    const { readiness } = plan;
    const port = plan.ports.find(({ name }) => name === readiness?.port);
    if (!readiness || port?.listen.kind !== 'tcp') return;
    if (now() < this.#askAt) {
      this.#wakeAt(Math.min(this.#askAt, endsAt));
      return;
    }
    const { number } = port.listen;
    const interrupt = this.#interrupt.signal;
    const obstacle = await askReadiness(
      askPort(within =>
        workloads.streams.connect({
          pod: pod.metadata,
          port: number,
          signal: within,
        }),
      ),
      readiness,
      AbortSignal.any([signal, interrupt]),
    );
    // Something else has happened, which comes first.
    if (interrupt.aborted) return;
    const { state } = this.#record;
    await this.#change(afterAnswer(readiness, state, obstacle, now()));
    if (obstacle === undefined) return;
    const rest = Math.max(readiness.periodSeconds * 1000, SHORTEST_PERIOD_MS);
    this.#askAt = now() + rest;
    this.#wakeAt(Math.min(this.#askAt, endsAt));
  }

  async #stop(pod: ObservedPod, until: number): Promise<void> {
    const { workloads } = this.#deps;
    const { uid } = pod.metadata;
    if (this.#stopped !== uid) {
      const memory = await readPeak(workloads.streams, pod.metadata);
      await workloads.stop(pod);
      this.#stopped = uid;
      const known = this.#record.state.peak;
      if (memory !== null && memory > (known?.memoryBytes ?? 0)) {
        const cpuCores = known?.cpuCores ?? null;
        await this.#change({ peak: { cpuCores, memoryBytes: memory } });
      }
    }
    this.#wakeAt(until);
  }

  /** Stores the log of the next start that has ended, and removes its pod then. */
  async #archive(): Promise<void> {
    const { logs, signal, workloads } = this.#deps;
    const { plan, state } = this.#record;
    const { workloadId } = plan;
    const start = state.logBytes.length + 1;
    const hasEnded =
      start < state.starts || (start === state.starts && !state.isRunning);
    if (!hasEnded) {
      await this.#sweep();
      return;
    }
    const pod = this.#pod(start) ?? (await workloads.pod(this.#record, start));
    const bytes = pod
      ? await logs.write(
          workloadId,
          start,
          podLog(workloads.client, pod.metadata, { follow: false, signal }),
        )
      : 0;
    try {
      await this.#change({ logBytes: [...state.logBytes, bytes] });
    } catch (error) {
      // Purged meanwhile: what was stored after that would stay for ever.
      if (isNotFound(error)) await logs.remove(workloadId);
      throw error;
    }
    this.wake();
  }

  /**
   * Finds out what is in the way of a pod that does not begin: only events tell that a volume is not there. They are
   * asked for now and then, of the pods that wait, rather than watched of all that there are.
   */
  async #lookForWarning(pod: ObservedPod): Promise<void> {
    const { now, workloads } = this.#deps;
    const { plan } = this.#record;
    if (startOf(pod, plan).kind !== 'waiting') return;
    const { uid } = pod.metadata;
    const isDue = now() >= this.#warningAt;
    if (isDue) {
      const warning = await workloads.warning(pod);
      const isNews = warning?.message !== this.#warningOf(pod)?.message;
      this.#warning = { uid, warning };
      this.#warningAt = now() + WARNING_MS;
      if (isNews) this.#isStale = true;
    }
    this.#wakeAt(this.#warningAt);
  }

  #warningOf({ metadata }: ObservedPod): PodWarning | undefined {
    const { uid, warning } = this.#warning ?? {};
    return uid === metadata.uid ? warning : undefined;
  }

  /** Removes pods of which nothing is wanted any more. */
  async #sweep(): Promise<void> {
    const { plan, state } = this.#record;
    const isOver = isWorkloadOver(state.status);
    const last = podName(plan.workloadId, state.starts);
    for (const pod of this.#pods.values()) {
      const isStored = state.logBytes.some(
        (_, place) => podName(plan.workloadId, place + 1) === pod.metadata.name,
      );
      const isSpare = isOver && pod.metadata.name !== last;
      if (isStored || isSpare) await this.#deps.workloads.remove(pod);
    }
  }

  /** Writes down what is new. What somebody else has written meanwhile is read, and decided about anew. */
  async #change(change: Partial<WorkloadState>): Promise<void> {
    const { workloads } = this.#deps;
    const before = this.#record;
    const changed = { ...before.state, ...change };
    if (JSON.stringify(changed) === JSON.stringify(before.state)) return;
    const isNews = told(before, changed) !== told(before, before.state);
    const revision = before.state.revision + (isNews ? 1 : 0);
    try {
      this.#record = await workloads.write(before, { ...changed, revision });
    } catch (error) {
      if (!isConflict(error)) throw error;
      const { plan, metadata } = before;
      const newest = await workloads.get(plan.workloadId, metadata.namespace);
      if (newest) this.#record = newest;
    }
    this.#tell();
    this.#isStale = true;
  }

  #tell(): void {
    const { state } = this.#record;
    if (state.revision <= this.#toldRevision || this.#isOver) return;
    this.#toldRevision = state.revision;
    this.#deps.onEvent(
      workloadEvent(this.#record.plan.workloadId, state, this.#deps.now()),
    );
  }

  #pod(start: number): ObservedPod | undefined {
    return this.#pods.get(podName(this.#record.plan.workloadId, start));
  }

  #wakeAt(until: number): void {
    clearTimeout(this.#timer);
    if (until === Infinity || this.#isOver) return;
    const ms = Math.max(0, until - this.#deps.now());
    this.#timer = setTimeout(
      () => this.wake(),
      Math.min(ms, LONGEST_WAIT_MS),
    ).unref();
  }
}

/** What is told of a state, but for how often it has changed. */
function told({ plan }: WorkloadRecord, state: WorkloadState): string {
  return JSON.stringify(
    workloadEvent(plan.workloadId, { ...state, revision: 0 }, 0),
  );
}

/** Versions of an object grow, which clients may rely on; of one that is no number nothing is known. */
function isNewer(one: WorkloadRecord, other: WorkloadRecord): boolean {
  const [version, known] = [one, other].map(({ metadata }) =>
    Number(metadata.resourceVersion),
  );
  return !(version <= known);
}
