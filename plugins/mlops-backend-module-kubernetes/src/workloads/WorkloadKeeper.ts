import type { LoggerService } from '@backstage/backend-plugin-api';
import { ConflictError, stringifyError } from '@backstage/errors';
import { isWorkloadOver } from '@mlops/plugin-mlops-common';
import type { WorkloadEvent } from '@mlops/plugin-mlops-node';
import type { ObjectStore } from '../artifacts/S3Objects';
import { ClusterError, isConflict } from '../cluster/ClusterClient';
import type { LiveLogs } from '../logs/LiveLogs';
import { explainAdmission } from '../state/explainAdmission';
import type { ObservedPod } from '../state/ObservedPod';
import { afterExit } from './afterExit';
import { Alarm } from './Alarm';
import type { ClusterWorkloads } from './ClusterWorkloads';
import { KeptRecord } from './KeptRecord';
import { nextStep, type NextStep } from './nextStep';
import { PodWarnings } from './PodWarnings';
import { ReadinessQuestion } from './ReadinessQuestion';
import { readPeak } from './readPeak';
import { StartLogs, type StartLog } from './StartLogs';
import { startOf } from './startOf';
import { podName, startNumberOf } from './workloadIdentity';
import type { WorkloadRecord } from './workloadRecord';
import type { WorkloadState } from './WorkloadState';

/** Milliseconds after which what failed is tried again; twice as long each time, up to a minute. */
const AGAIN_AFTER_MS = 2_000;
const AGAIN_AT_LAST_MS = 60_000;

export interface KeeperDeps {
  workloads: ClusterWorkloads;
  objects: ObjectStore;
  live: LiveLogs;
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
  readonly #record: KeptRecord;
  readonly #alarm: Alarm;
  readonly #question: ReadinessQuestion;
  readonly #warnings: PodWarnings;
  readonly #logs: StartLogs;
  readonly #pods = new Map<string, ObservedPod>();
  #isBusy = false;
  #isStale = false;
  #isForgotten = false;
  #interrupt = new AbortController();
  /** Of the pod that was asked to end. */
  #stopped: string | undefined;
  #troubles = 0;

  constructor(deps: KeeperDeps, record: WorkloadRecord) {
    const { now, onEvent, workloads } = deps;
    this.#deps = deps;
    this.#record = new KeptRecord(
      {
        workloads,
        now,
        onEvent: event => {
          if (!this.#isOver) onEvent(event);
        },
      },
      record,
    );
    this.#alarm = new Alarm(() => this.wake(), now);
    this.#question = new ReadinessQuestion(workloads.streams, now);
    this.#warnings = new PodWarnings(workloads, now);
    this.#logs = new StartLogs(
      { ...deps, client: workloads.client, onChange: () => this.wake() },
      record.plan.workloadId,
    );
  }

  /** Tells how it is, and goes on with it. */
  begin(): void {
    this.#record.tell();
    this.wake();
  }

  /** Its record has changed. */
  noteRecord(record: WorkloadRecord): void {
    if (!this.#record.note(record)) return;
    this.#interrupt.abort();
    this.wake();
  }

  notePod(pod: ObservedPod): void {
    this.#pods.set(pod.metadata.name, pod);
    this.#seeLog(pod, false);
    this.wake();
  }

  noteGone(pod: ObservedPod): void {
    const { name, uid } = pod.metadata;
    if (this.#pods.get(name)?.metadata.uid !== uid) return;
    this.#pods.delete(name);
    this.#seeLog(pod, true);
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
    this.#alarm.clear();
    this.#logs
      .forget()
      .catch(error =>
        this.#deps.logger.warn(
          `Of the workload ${
            this.#record.plan.workloadId
          }, which was purged, a log is left: ${stringifyError(error)}`,
        ),
      );
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
    this.#alarm.clear();
    try {
      while (this.#isStale && !this.#isOver) {
        this.#isStale = false;
        this.#interrupt = new AbortController();
        const { plan, state } = this.#record;
        const pod = this.#pod(state.starts);
        const start = pod && startOf(pod, plan, this.#warnings.of(pod));
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
    const objects = workloads.objectsOf(this.#record.newest, now());
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
    const pod = await workloads.pod(this.#record.newest, state.starts);
    if (pod) this.notePod(pod);
    else await this.#change(afterExit(plan, state, undefined, now()));
  }

  async #ask(pod: ObservedPod, endsAt: number): Promise<void> {
    const signal = AbortSignal.any([this.#deps.signal, this.#interrupt.signal]);
    const { newest } = this.#record;
    await this.#change(await this.#question.ask(pod, newest, signal));
    this.#wakeAt(Math.min(this.#question.askAt, endsAt));
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

  #seeLog(pod: ObservedPod, isGone: boolean): void {
    const { plan, state } = this.#record;
    const start = startNumberOf(plan.workloadId, pod.metadata.name) ?? 0;
    if (start > state.logBytes.length) this.#logs.see(start, pod, isGone);
  }

  /** Writes down that the log of the next start that has ended is stored, and removes its pod then. */
  async #archive(): Promise<void> {
    const { workloads } = this.#deps;
    const { state } = this.#record;
    const start = state.logBytes.length + 1;
    const hasEnded =
      start < state.starts || (start === state.starts && !state.isRunning);
    if (!hasEnded) {
      const log = this.#logs.growing(start);
      if (log) await this.#change({ logGaps: this.#gapsWith(log) });
      await this.#sweep();
      return;
    }
    const pod =
      this.#pod(start) ?? (await workloads.pod(this.#record.newest, start));
    // Nobody may have seen it.
    if (pod) this.#logs.see(start, pod, false);
    else this.#logs.miss(start);
    const log = await this.#logs.whole(start);
    if (!log) return;
    await this.#change({
      logBytes: [...state.logBytes, log.bytes],
      logGaps: this.#gapsWith(log),
    });
    this.#logs.noteStored(start);
    this.wake();
  }

  /** All gaps of the workload, with those of its first start that is not stored. */
  #gapsWith({ gaps }: StartLog): number[] {
    const { logBytes, logGaps } = this.#record.state;
    const begin = logBytes.reduce((sum, bytes) => sum + bytes, 0);
    return [
      ...logGaps.filter(offset => offset < begin),
      ...gaps.map(offset => begin + offset),
    ];
  }

  async #lookForWarning(pod: ObservedPod): Promise<void> {
    if (startOf(pod, this.#record.plan).kind !== 'waiting') return;
    if (await this.#warnings.look(pod)) this.#isStale = true;
    this.#wakeAt(this.#warnings.lookAt);
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

  async #change(change: Partial<WorkloadState>): Promise<void> {
    if (await this.#record.change(change)) this.#isStale = true;
  }

  #pod(start: number): ObservedPod | undefined {
    return this.#pods.get(podName(this.#record.plan.workloadId, start));
  }

  /** @param at - milliseconds since 1970 */
  #wakeAt(at: number): void {
    if (!this.#isOver) this.#alarm.set(at);
  }
}
