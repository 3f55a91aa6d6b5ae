import type { WorkloadId } from '@mlops/plugin-mlops-common';
import type { S3Objects } from '../artifacts/S3Objects';
import type { WorkloadLogStore } from './WorkloadLogStore';

/** Keeps the logs of starts in storage that speaks S3. */
export class S3WorkloadLogs implements WorkloadLogStore {
  readonly #objects: S3Objects;

  constructor(objects: S3Objects) {
    this.#objects = objects;
  }

  async write(
    workloadId: WorkloadId,
    start: number,
    content: AsyncIterable<Uint8Array>,
  ): Promise<number> {
    let bytes = 0;
    const counted = async function* counted() {
      for await (const chunk of content) {
        bytes += chunk.length;
        yield chunk;
      }
    };
    const key = this.#key(workloadId, start);
    await this.#objects.upload(key, counted(), 'text/plain');
    return bytes;
  }

  async *read(
    workloadId: WorkloadId,
    start: number,
    from: number,
  ): AsyncIterable<Uint8Array> {
    const key = this.#key(workloadId, start);
    const bytes = await this.#objects.open(key, { start: from });
    if (bytes) yield* bytes;
  }

  async remove(workloadId: WorkloadId): Promise<void> {
    const keys: string[] = [];
    for await (const { key } of this.#objects.list(this.#folder(workloadId))) {
      keys.push(key);
    }
    await this.#objects.remove(keys);
  }

  #folder(workloadId: WorkloadId): string {
    return `${this.#objects.prefix}/workloads/${workloadId}/`;
  }

  #key(workloadId: WorkloadId, start: number): string {
    return `${this.#folder(workloadId)}log/${start}.log`;
  }
}
