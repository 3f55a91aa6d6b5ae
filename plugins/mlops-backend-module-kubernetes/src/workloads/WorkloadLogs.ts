import { setTimeout as sleep } from 'node:timers/promises';
import { isWorkloadOver } from '@mlops/plugin-mlops-common';
import type { LogOptions } from '@mlops/plugin-mlops-node';
import type { ClusterWorkloads } from './ClusterWorkloads';
import { podLog } from './podLog';
import type { ObservedPod } from '../state/ObservedPod';
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
    /** The start of which a pod gives no more; it may have been stored, and the pod removed, while it was read. */
    let settled = 0;
    /** The start that has no pod, as was seen once: it may just have been stored. */
    let missed = 0;
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
      if (start === settled) {
        start += 1;
        read = 0;
        continue;
      }
      if (start <= state.starts) {
        const { workloads, record } = found;
        const pod = await workloads.pod(record, start);
        if (!pod && missed !== start) {
          missed = start;
          continue;
        }
        const isComplete = hasEnded(record, start, pod);
        const live = podLog(workloads.client, pod?.metadata, {
          follow,
          signal,
        });
        for await (const chunk of skipping(live, read)) {
          read += chunk.length;
          const own = chunk.subarray(skip);
          skip -= chunk.length - own.length;
          if (own.length > 0) yield own;
        }
        if (isComplete) {
          settled = start;
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
}

async function* skipping(
  bytes: AsyncIterable<Uint8Array>,
  count: number,
): AsyncIterable<Uint8Array> {
  let skip = count;
  for await (const chunk of bytes) {
    const own = chunk.subarray(skip);
    skip -= chunk.length - own.length;
    if (own.length > 0) yield own;
  }
}

/** Whether the program of a start writes nothing more. */
function hasEnded(
  { plan, state }: WorkloadRecord,
  start: number,
  pod: ObservedPod | undefined,
): boolean {
  if (start < state.starts || !state.isRunning) return true;
  return pod !== undefined && startOf(pod, plan).kind === 'over';
}
