import { setTimeout as sleep } from 'node:timers/promises';
import type { RunId } from '@mlops/plugin-mlops-common';
import type { AttemptRef, UsageSampleState } from '@mlops/plugin-mlops-node';
import { ClusterError, type ClusterClient } from '../cluster/ClusterClient';
import { MAIN_CONTAINER } from '../state/ObservedPod';
import { dueNodes, type Running } from './dueNodes';
import { readSummary } from './readSummary';
import { UsageSeries } from './UsageSeries';

const TICK_MS = 1_000;

/** Milliseconds after which what was measured of an attempt that still runs is kept, so that little is lost. */
const KEEP_EVERY_MS = 60_000;

/** Milliseconds after which a machine that did not answer is asked again. */
const FAILED_MS = 30_000;

/** Milliseconds after which a cluster that does not let the portal measure is asked again. */
const REFUSED_MS = 300_000;

/** An attempt that is executed in a pod. */
export interface MeasuredAttempt extends Running {
  ref: AttemptRef;
  podUid: string;
}

/** Where measurements are kept beyond the life of the portal. */
export interface UsageArchive {
  readUsage(ref: AttemptRef): Promise<UsageSampleState[]>;
  writeUsage(
    ref: AttemptRef,
    samples: readonly UsageSampleState[],
  ): Promise<void>;
}

interface RecorderDeps {
  client: ClusterClient;
  archive: UsageArchive;
  /** All attempts that are executed on the cluster now. */
  running(): Iterable<MeasuredAttempt>;
  signal: AbortSignal;
  /** Milliseconds since 1970. */
  now: () => number;
  onTrouble(error: unknown): void;
}

interface Recorded {
  ref: AttemptRef;
  series: UsageSeries;
  keptAt: number;
}

/**
 * Measures what attempts on one cluster use, by asking the kubelets of the machines on which any is executed; a
 * machine without one is never asked. What a kubelet tells of a container is read at that moment, or is some ten
 * seconds old where the container runtime leaves measuring to the kubelet.
 */
export class UsageRecorder {
  readonly #deps: RecorderDeps;
  readonly #recorded = new Map<string, Recorded>();
  readonly #readAt = new Map<string, number>();
  readonly #asking = new Set<string>();
  /** Machines that did not answer, each told once. */
  readonly #silent = new Set<string>();
  #refusedAt = -Infinity;

  constructor(deps: RecorderDeps) {
    this.#deps = deps;
  }

  /** Runs until the signal aborts. */
  async record(): Promise<void> {
    const { signal, now } = this.#deps;
    while (!signal.aborted) {
      if (now() - this.#refusedAt >= REFUSED_MS) await this.#tick();
      await sleep(TICK_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** Samples up to now of an attempt that is being measured. */
  samples(ref: AttemptRef): readonly UsageSampleState[] | undefined {
    return this.#recorded.get(keyOf(ref))?.series.samples;
  }

  /** The most that an attempt has used, also one that was measured before the portal was started anew. */
  async peak(ref: AttemptRef): Promise<UsageSeries['peak']> {
    const known = this.#recorded.get(keyOf(ref));
    if (known) return known.series.peak;
    return new UsageSeries(0, await this.#deps.archive.readUsage(ref)).peak;
  }

  /** Keeps what was measured of an attempt that has ended. */
  async close(ref: AttemptRef): Promise<void> {
    const known = this.#recorded.get(keyOf(ref));
    if (!known) return;
    await this.#deps.archive.writeUsage(ref, known.series.samples);
    this.#recorded.delete(keyOf(ref));
  }

  /** Of a run that was removed nothing is kept, also not of attempts that never ended. */
  forget(runId: RunId): void {
    for (const [key, { ref }] of this.#recorded) {
      if (ref.runId === runId) this.#recorded.delete(key);
    }
  }

  async #tick(): Promise<void> {
    const { now, running } = this.#deps;
    const attempts = [...running()];
    for (const node of dueNodes(attempts, this.#readAt, now())) {
      if (this.#asking.has(node)) continue;
      this.#readAt.set(node, now());
      void this.#read(
        node,
        attempts.filter(attempt => attempt.node === node),
      );
    }
    const nodes = new Set(attempts.map(({ node }) => node));
    for (const node of this.#readAt.keys()) {
      if (!nodes.has(node)) this.#readAt.delete(node);
    }
  }

  async #read(
    node: string,
    attempts: readonly MeasuredAttempt[],
  ): Promise<void> {
    const { client, now, onTrouble, signal } = this.#deps;
    this.#asking.add(node);
    try {
      const summary = await client.request<object>({
        path: `/api/v1/nodes/${node}/proxy/stats/summary`,
        query: { only_cpu_and_memory: true },
        signal,
      });
      this.#silent.delete(node);
      const readings = new Map(
        readSummary(summary, MAIN_CONTAINER).map(one => [one.podUid, one]),
      );
      const isRunning = new Set(
        [...this.#deps.running()].map(({ podUid }) => podUid),
      );
      for (const attempt of attempts) {
        // It may have ended, and what was measured of it been kept, while the kubelet was asked.
        if (!isRunning.has(attempt.podUid)) continue;
        const reading = readings.get(attempt.podUid);
        if (!reading) continue;
        const recorded = await this.#recordOf(attempt);
        recorded.series.add(reading);
        if (now() - recorded.keptAt >= KEEP_EVERY_MS) {
          recorded.keptAt = now();
          const { archive } = this.#deps;
          await archive.writeUsage(attempt.ref, recorded.series.samples);
        }
      }
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof ClusterError && error.status === 403) {
        this.#refusedAt = now();
      }
      this.#readAt.set(node, now() + FAILED_MS);
      if (!this.#silent.has(node)) onTrouble(error);
      this.#silent.add(node);
    } finally {
      this.#asking.delete(node);
    }
  }

  async #recordOf({ ref, startedAt }: MeasuredAttempt): Promise<Recorded> {
    const key = keyOf(ref);
    const known = this.#recorded.get(key);
    if (known) return known;
    const { archive, now } = this.#deps;
    const earlier = await archive.readUsage(ref);
    const series = new UsageSeries(startedAt, earlier);
    const made = { ref, series, keptAt: now() };
    this.#recorded.set(key, made);
    return made;
  }
}

function keyOf({ runId, task, attempt }: AttemptRef): string {
  return `${runId} ${task} ${attempt}`;
}
