import { setTimeout as sleep } from 'node:timers/promises';
import { isWorkloadOver } from '@mlops/plugin-mlops-common';
import type { LogOptions } from '@mlops/plugin-mlops-node';
import type { ClusterWorkloads } from './ClusterWorkloads';
import { podLog } from './podLog';
import type { WorkloadLogStore } from './WorkloadLogStore';
import { startOf } from './startOf';
import type { WorkloadRecord } from './workloadRecord';

const LOOK_EVERY_MS = 500;

/** A workload where it is. */
export interface FoundWorkload {
  workloads: ClusterWorkloads;
  record: WorkloadRecord;
}

/**
 * Logs of workloads: all starts one after the other, those that have ended from the storage, and the others from their
 * pods.
 */
export class WorkloadLogs {
  readonly #logs: WorkloadLogStore;

  constructor(logs: WorkloadLogStore) {
    this.#logs = logs;
  }

  /** @param find - gives it as it is now; `undefined` once it was purged */
  async *read(
    find: () => Promise<FoundWorkload | undefined>,
    { from, follow, signal }: LogOptions,
  ): AsyncIterable<Uint8Array> {
    let start = 1;
    /** Bytes of that start that are behind. */
    let read = 0;
    let skip = from;
    while (!signal.aborted) {
      const found = await find();
      if (!found) return;
      const { plan, state } = found.record;
      if (start <= state.logBytes.length) {
        const left = state.logBytes[start - 1] - read;
        if (left > skip) {
          yield* this.#logs.read(plan.workloadId, start, read + skip);
        }
        skip = Math.max(0, skip - left);
        start += 1;
        read = 0;
        continue;
      }
      if (start <= state.starts) {
        const isComplete = await this.#hasEnded(found, start);
        for await (const chunk of this.#live(found, start, read, {
          follow,
          signal,
        })) {
          read += chunk.length;
          const own = chunk.subarray(skip);
          skip -= chunk.length - own.length;
          if (own.length > 0) yield own;
        }
        if (isComplete) {
          start += 1;
          read = 0;
          continue;
        }
      }
      const isLast = isWorkloadOver(state.status) && start > state.starts;
      if (!follow || isLast) return;
      await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  async size(find: () => Promise<FoundWorkload | undefined>): Promise<number> {
    const found = await find();
    if (!found) return 0;
    const { logBytes } = found.record.state;
    const stored = logBytes.reduce((sum, bytes) => sum + bytes, 0);
    const { signal } = new AbortController();
    let size = stored;
    const rest = this.read(find, { from: stored, follow: false, signal });
    for await (const chunk of rest) size += chunk.length;
    return size;
  }

  async *#live(
    { workloads, record }: FoundWorkload,
    start: number,
    from: number,
    options: { follow: boolean; signal: AbortSignal },
  ): AsyncIterable<Uint8Array> {
    const pod = await workloads.pod(record, start);
    if (!pod) return;
    let skip = from;
    for await (const chunk of podLog(workloads.client, pod.metadata, options)) {
      const own = chunk.subarray(skip);
      skip -= chunk.length - own.length;
      if (own.length > 0) yield own;
    }
  }

  /** Whether its program writes nothing more. */
  async #hasEnded(
    { workloads, record }: FoundWorkload,
    start: number,
  ): Promise<boolean> {
    const { plan, state } = record;
    if (start < state.starts || !state.isRunning) return true;
    const pod = await workloads.pod(record, start);
    return pod !== undefined && startOf(pod, plan).kind === 'over';
  }
}
