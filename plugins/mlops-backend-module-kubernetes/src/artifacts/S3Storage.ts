import { ServiceUnavailableError } from '@backstage/errors';
import type { RunId } from '@mlops/plugin-mlops-common';
import type {
  EngineCache,
  EngineStorage,
  KeptBytes,
  KeptPart,
  RunRef,
} from '@mlops/plugin-mlops-node';
import type { ObjectStore } from './S3Objects';

/** What runs leave in storage that speaks S3. */
export class S3Storage implements EngineStorage {
  readonly #objects: ObjectStore;
  readonly #isExecuting: (runId: RunId) => Promise<boolean>;

  /** @param isExecuting - fails where that cannot be told */
  constructor(
    objects: ObjectStore,
    isExecuting: (runId: RunId) => Promise<boolean>,
  ) {
    this.#objects = objects;
    this.#isExecuting = isExecuting;
  }

  async sizeOf({ runId }: RunRef): Promise<KeptBytes> {
    const bytes = { logs: 0, outputs: 0 };
    for await (const { part, size } of this.#kept(runId)) bytes[part] += size;
    return bytes;
  }

  async discard({ runId }: RunRef, unwanted: KeptPart): Promise<void> {
    if (await this.#isExecuting(runId)) {
      throw new ServiceUnavailableError(`Run ${runId} has not ended yet`);
    }
    const keys: string[] = [];
    for await (const { key, part } of this.#kept(runId)) {
      if (part === unwanted) keys.push(key);
    }
    await this.#objects.remove(keys);
  }

  /** Machines keep images as they like; nothing else is kept from run to run. */
  async caches(): Promise<EngineCache[]> {
    return [];
  }

  async discardCache(): Promise<boolean> {
    return false;
  }

  async *#kept(
    runId: RunId,
  ): AsyncIterable<{ key: string; size: number; part: KeptPart }> {
    const folder = `${this.#objects.prefix}/${runId}/`;
    for await (const { key, size } of this.#objects.list(folder)) {
      const [, , part] = key.slice(folder.length).split('/');
      yield { key, size, part: part === 'outputs' ? 'outputs' : 'logs' };
    }
  }
}
