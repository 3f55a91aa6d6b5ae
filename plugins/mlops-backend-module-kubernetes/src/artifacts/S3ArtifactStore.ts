import { InputError, NotFoundError } from '@backstage/errors';
import {
  mediaType,
  type ArtifactStore,
  type AttemptRef,
  type ByteRange,
  type EngineOutput,
  type UsageSampleState,
} from '@mlops/plugin-mlops-node';
import { keyOf } from '../manifests/locationOf';
import { wholeOf, type S3Objects } from './S3Objects';

/** Files of an attempt that are listed, since the list travels with its state. */
const MOST_FILES = 10_000;

/**
 * Keeps the files of attempts where Argo's executor puts them: in storage that speaks S3.
 *
 * @public
 */
export class S3ArtifactStore implements ArtifactStore {
  readonly #objects: S3Objects;

  constructor(objects: S3Objects) {
    this.#objects = objects;
  }

  async list(ref: AttemptRef): Promise<EngineOutput[]> {
    const folder = this.#folder(ref);
    const files: EngineOutput[] = [];
    for await (const { key, size } of this.#objects.list(folder)) {
      const path = key.slice(folder.length);
      if (!isPath(path)) continue;
      files.push({ path, mediaType: mediaType(path), size });
      if (files.length === MOST_FILES) break;
    }
    return files;
  }

  async *read(
    ref: AttemptRef,
    path: string,
    range?: ByteRange,
  ): AsyncIterable<Uint8Array> {
    const bytes = isPath(path)
      ? await this.#objects.open(this.#folder(ref) + path, range)
      : undefined;
    if (!bytes) {
      throw new NotFoundError(
        `Attempt ${ref.attempt} of the task "${ref.task}" left no file "${path}"`,
      );
    }
    yield* bytes;
  }

  async write(
    ref: AttemptRef,
    path: string,
    content: AsyncIterable<Uint8Array>,
  ): Promise<void> {
    if (!isPath(path)) {
      throw new InputError(
        `"${path}" is no name of an output: it leaves the folder of the attempt`,
      );
    }
    const key = this.#folder(ref) + path;
    await this.#objects.upload(key, content, mediaType(path));
  }

  /** What an attempt has used over time; empty where nothing was kept. */
  async readUsage(ref: AttemptRef): Promise<UsageSampleState[]> {
    const bytes = await this.#objects.open(this.#usage(ref));
    return bytes ? JSON.parse((await wholeOf(bytes)).toString()) : [];
  }

  async writeUsage(
    ref: AttemptRef,
    samples: readonly UsageSampleState[],
  ): Promise<void> {
    const text = JSON.stringify(samples);
    await this.#objects.put(this.#usage(ref), Buffer.from(text));
  }

  /** Everything of a run: outputs, logs, use. */
  async remove(runId: AttemptRef['runId']): Promise<void> {
    const keys: string[] = [];
    const folder = `${this.#objects.prefix}/${runId}/`;
    for await (const { key } of this.#objects.list(folder)) keys.push(key);
    await this.#objects.remove(keys);
  }

  #folder(ref: AttemptRef): string {
    return `${keyOf(this.#objects, ref, ref.attempt, 'outputs')}/`;
  }

  #usage(ref: AttemptRef): string {
    return keyOf(this.#objects, ref, ref.attempt, 'usage');
  }
}

/** Whether it names a file below the folder: a store that is a folder itself may look at dots. */
function isPath(path: string): boolean {
  return (
    !path.includes('\0') &&
    path.split('/').every(part => !['', '.', '..'].includes(part))
  );
}
