import type { WorkloadId } from '@mlops/plugin-mlops-common';

/** Keeps the logs of starts that have ended. */
export interface WorkloadLogStore {
  /** @returns how many bytes it is */
  write(
    workloadId: WorkloadId,
    start: number,
    content: AsyncIterable<Uint8Array>,
  ): Promise<number>;

  /** Bytes of a log that was written, from one that it has. */
  read(
    workloadId: WorkloadId,
    start: number,
    from: number,
  ): AsyncIterable<Uint8Array>;

  /** Removes all logs of a workload. */
  remove(workloadId: WorkloadId): Promise<void>;
}
