import type { WorkloadId } from '@mlops/plugin-mlops-common';
import type { WorkloadLogStore } from '../workloads/WorkloadLogStore';

/** Keeps logs in memory, and fails when a test says so. */
export class MemoryLogStore implements WorkloadLogStore {
  readonly logs = new Map<string, Buffer>();
  isAway = false;

  async write(
    workloadId: WorkloadId,
    start: number,
    content: AsyncIterable<Uint8Array>,
  ): Promise<number> {
    const chunks: Uint8Array[] = [];
    for await (const chunk of content) chunks.push(chunk);
    if (this.isAway) throw new Error('the storage is away');
    const bytes = Buffer.concat(chunks);
    this.logs.set(`${workloadId} ${start}`, bytes);
    return bytes.length;
  }

  async *read(
    workloadId: WorkloadId,
    start: number,
    from: number,
  ): AsyncIterable<Uint8Array> {
    const bytes = this.logs.get(`${workloadId} ${start}`);
    if (!bytes) throw new Error('there is no such log');
    yield bytes.subarray(from);
  }

  async remove(workloadId: WorkloadId): Promise<void> {
    for (const key of [...this.logs.keys()]) {
      if (key.startsWith(workloadId)) this.logs.delete(key);
    }
  }
}
