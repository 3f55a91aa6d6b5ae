import { constants, createWriteStream, type Dirent } from 'node:fs';
import {
  lstat,
  mkdir,
  open,
  readlink,
  realpath,
  stat,
  type FileHandle,
} from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  mediaType,
  type ArtifactStore,
  type AttemptRef,
  type ByteRange,
  type EngineOutput,
} from '@mlops/plugin-mlops-node';
import type { DataFolder } from '../DataFolder';
import { readIfThere } from '../readIfThere';
import { removeFolder } from '../removeFolder';
import { walkFolder } from './walkFolder';

/** Files of an attempt that are listed, since the list travels with its state. */
const MOST_FILES = 10_000;

/** Keeps the files of attempts in the data folder of the engine. */
export class FolderArtifactStore implements ArtifactStore {
  readonly #data: DataFolder;

  constructor(data: DataFolder) {
    this.#data = data;
  }

  async list(ref: AttemptRef): Promise<EngineOutput[]> {
    const root = await this.#root(ref);
    if (root === undefined) return [];
    const files: EngineOutput[] = [];
    for await (const { path, entry } of walkFolder(root)) {
      const real = await realFile(path, entry);
      if (!real?.startsWith(root + sep)) continue;
      const status = await readIfThere(() => stat(real));
      if (!status?.isFile()) continue;
      const name = relative(root, path).split(sep).join('/');
      files.push({ path: name, mediaType: mediaType(name), size: status.size });
      if (files.length === MOST_FILES) break;
    }
    return files.sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  async *read(
    ref: AttemptRef,
    path: string,
    range?: ByteRange,
  ): AsyncIterable<Uint8Array> {
    const file = await this.#openFile(ref, path);
    // The stream closes the file, also when its reader leaves early.
    yield* file.createReadStream(range);
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
    await removeFolder(this.#data.run(runId));
  }

  /** The real folder of outputs; one that the task has put a link in the place of is not there. */
  async #root(ref: AttemptRef): Promise<string | undefined> {
    const folder = this.#data.attempt(ref).outputs;
    const status = await readIfThere(() => lstat(folder));
    return status?.isDirectory() ? realpath(folder) : undefined;
  }

  /**
   * The file itself, so that what is exchanged behind the name afterwards changes nothing. One that a link
   * leads out of the folder to is not there, and a pipe is not waited for.
   */
  async #openFile(ref: AttemptRef, path: string): Promise<FileHandle> {
    const missing = () =>
      new NotFoundError(
        `Attempt ${ref.attempt} of the task "${ref.task}" left no file "${path}"`,
      );
    if (path === '' || path.includes('\0')) throw missing();
    const root = await this.#root(ref);
    const target = join(root ?? sep, path);
    if (root === undefined || !target.startsWith(root + sep)) throw missing();
    const { O_RDONLY, O_NONBLOCK } = constants;
    const file = await open(target, O_RDONLY | O_NONBLOCK).catch(() => {
      throw missing();
    });
    try {
      const real = await readlink(`/proc/self/fd/${file.fd}`);
      if (!real.startsWith(root + sep)) throw missing();
      if (!(await file.stat()).isFile()) throw missing();
      return file;
    } catch (error) {
      await file.close();
      throw error;
    }
  }
}

/** Where a link leads; a file is where it was found, since no link was followed on the way to it. */
async function realFile(
  path: string,
  entry: Dirent,
): Promise<string | undefined> {
  if (entry.isFile()) return path;
  if (!entry.isSymbolicLink()) return undefined;
  return realpath(path).catch(() => undefined);
}
