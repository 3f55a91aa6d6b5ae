import { setTimeout as sleep } from 'node:timers/promises';
import { isWorkloadOver } from '@mlops/plugin-mlops-common';
import type { LogOptions } from '@mlops/plugin-mlops-node';
import type { ObjectStore } from '../artifacts/S3Objects';
import type { LiveLogs } from '../logs/LiveLogs';
import { LogReader } from '../logs/LogReader';
import { logOfStart } from './logOfStart';
import type { WorkloadRecord } from './workloadRecord';

const LOOK_EVERY_MS = 500;

/** Gives a workload as it is now; `undefined` once it was purged. */
type Find = () => Promise<Pick<WorkloadRecord, 'plan' | 'state'> | undefined>;

/** Reads logs of workloads: all starts one after the other. */
export class WorkloadLogs {
  readonly #objects: ObjectStore;
  readonly #live: LiveLogs;

  constructor(objects: ObjectStore, live: LiveLogs) {
    this.#objects = objects;
    this.#live = live;
  }

  async *read(find: Find, options: LogOptions): AsyncIterable<Uint8Array> {
    const { follow, signal } = options;
    let skip = options.from;
    for (let start = 1; !signal.aborted; start += 1) {
      const found = await startOf(find, start, options);
      if (!found) return;
      const bytes = found.state.logBytes[start - 1];
      if (bytes !== undefined && bytes <= skip) {
        skip -= bytes;
        continue;
      }
      const reader = this.#reader(found, start);
      const isStored = async () => {
        const newest = await find();
        return !newest || newest.state.logBytes.length >= start;
      };
      yield* reader.read({ from: skip, follow, signal }, isStored);
      skip = Math.max(0, skip - (await reader.size()));
    }
  }

  async size(find: Find): Promise<number> {
    const found = await find();
    if (!found) return 0;
    const { logBytes, starts } = found.state;
    let size = logBytes.reduce((sum, bytes) => sum + bytes, 0);
    for (let start = logBytes.length + 1; start <= starts; start += 1) {
      size += await this.#reader(found, start).size();
    }
    return size;
  }

  #reader({ plan }: Pick<WorkloadRecord, 'plan'>, start: number): LogReader {
    const store = logOfStart(this.#objects, plan.workloadId, start);
    return new LogReader(store, this.#live);
  }
}

/** @returns `undefined` if there is no such start, nor is one to come that is waited for */
async function startOf(
  find: Find,
  start: number,
  { follow, signal }: LogOptions,
): ReturnType<Find> {
  while (!signal.aborted) {
    const found = await find();
    if (!found || found.state.starts >= start) return found;
    if (!follow || isWorkloadOver(found.state.status)) return undefined;
    await sleep(LOOK_EVERY_MS, undefined, { signal }).catch(() => undefined);
  }
  return undefined;
}
