import { createReadStream, createWriteStream } from 'node:fs';
import { lstat, mkdir, readdir, realpath, rm, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InputError, NotFoundError } from '@backstage/errors';
import type {
  ArtifactStore,
  AttemptRef,
  ByteRange,
  EngineOutput,
} from '@mlops/plugin-mlops-node';
import type { DataFolder } from '../DataFolder';
import { readIfThere } from '../readIfThere';
import { mediaType } from './mediaType';

/** Keeps the files of attempts in the data folder of the engine. */
export class FolderArtifactStore implements ArtifactStore {
  readonly #data: DataFolder;

  constructor(data: DataFolder) {
    this.#data = data;
  }

  async list(ref: AttemptRef): Promise<EngineOutput[]> {
    const folder = this.#data.attempt(ref).outputs;
    const root = await readIfThere(() => realpath(folder));
    if (root === undefined) return [];
    const entries = await readdir(root, {
      recursive: true,
      withFileTypes: true,
    });
    const files: EngineOutput[] = [];
    for (const entry of entries) {
      const path = join(entry.parentPath, entry.name);
      if (!entry.isFile() && !entry.isSymbolicLink()) continue;
      const real = await readIfThere(() => realpath(path));
      if (real === undefined || !real.startsWith(root + sep)) continue;
      const status = await stat(real);
      if (!status.isFile()) continue;
      const name = relative(root, path).split(sep).join('/');
      files.push({ path: name, mediaType: mediaType(name), size: status.size });
    }
    return files.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  async *read(
    ref: AttemptRef,
    path: string,
    range?: ByteRange,
  ): AsyncIterable<Uint8Array> {
    yield* createReadStream(await this.#resolve(ref, path), range);
  }

  async write(
    ref: AttemptRef,
    path: string,
    content: AsyncIterable<Uint8Array>,
  ): Promise<void> {
    const folder = this.#data.attempt(ref).outputs;
    const target = join(folder, path);
    if (path.includes('\0') || !target.startsWith(folder + sep)) {
      throw new InputError(
        `"${path}" is no name of an output: it leaves the folder of the attempt`,
      );
    }
    await mkdir(dirname(target), { recursive: true });
    await pipeline(Readable.from(content), createWriteStream(target));
  }

  async remove(runId: AttemptRef['runId']): Promise<void> {
    await rm(this.#data.run(runId), { recursive: true, force: true });
  }

  /** The real file; one that a link leads out of the folder to is not there. */
  async #resolve(ref: AttemptRef, path: string): Promise<string> {
    const missing = () =>
      new NotFoundError(
        `Attempt ${ref.attempt} of the task "${ref.task}" left no file "${path}"`,
      );
    if (path === '' || path.includes('\0')) throw missing();
    const folder = this.#data.attempt(ref).outputs;
    const root = await readIfThere(() => realpath(folder));
    const target = join(folder, path);
    if (root === undefined || !target.startsWith(folder + sep)) throw missing();
    const real = await realpath(target).catch(() => undefined);
    if (real === undefined || !real.startsWith(root + sep)) throw missing();
    if (!(await lstat(real)).isFile()) throw missing();
    return real;
  }
}
