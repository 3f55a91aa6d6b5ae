import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TaskRuntime } from '@mlops/plugin-mlops-common';
import type { EngineCache } from '@mlops/plugin-mlops-node';
import type { DataFolder } from '../DataFolder';
import { readIfThere } from '../readIfThere';
import { bytesIn } from '../storage/bytesIn';
import { COMPLETE, keyOf, shortName, type Environments } from './Environments';

/** The key of an environment; nothing else in the folder is one. */
const KEY = /^[0-9a-f]{24}$/;

/** Thousands of files are counted once. */
const SIZE = '.bytes';

interface EnvironmentFoldersDeps {
  data: DataFolder;
  environments: Pick<Environments, 'discard' | 'isWanted'>;
  /** What runs and workloads that go on are executed in. */
  runtimes: () => readonly TaskRuntime[];
  /** Interpreter, a part of every key. */
  python: string;
}

/** The Python environments on the disk, whoever built them. */
export class EnvironmentFolders {
  readonly #deps: EnvironmentFoldersDeps;

  constructor(deps: EnvironmentFoldersDeps) {
    this.#deps = deps;
  }

  async list(): Promise<EngineCache[]> {
    const { data } = this.#deps;
    const names = await readIfThere(() => readdir(data.environments));
    const keys = (names ?? []).filter(name => KEY.test(name));
    return Promise.all(keys.map(key => this.#describe(key)));
  }

  async discard(key: string): Promise<boolean> {
    if (!KEY.test(key) || this.#isInUse(key)) return false;
    const { data, environments } = this.#deps;
    const there = await readIfThere(() => stat(join(data.environments, key)));
    return there !== undefined && environments.discard(key);
  }

  async #describe(key: string): Promise<EngineCache> {
    const folder = join(this.#deps.data.environments, key);
    const read = (name: string) =>
      readIfThere(() => readFile(join(folder, name), 'utf8'));
    const used =
      (await readIfThere(() => stat(join(folder, COMPLETE)))) ??
      (await readIfThere(() => stat(folder)));
    const requirements = (await read('requirements.txt')) ?? '';
    const names = requirements.split('\n').filter(Boolean).map(shortName);
    return {
      id: key,
      title: `Python: ${names.join(', ') || 'no packages'}`,
      bytes: await this.#bytesOf(folder),
      usedAt: used?.mtimeMs ?? 0,
      inUse: this.#isInUse(key),
    };
  }

  async #bytesOf(folder: string): Promise<number> {
    const known = await readIfThere(() => readFile(join(folder, SIZE), 'utf8'));
    if (known !== undefined) return Number(known);
    const bytes = await bytesIn(folder);
    const complete = await readIfThere(() => stat(join(folder, COMPLETE)));
    if (complete) {
      await readIfThere(() => writeFile(join(folder, SIZE), String(bytes)));
    }
    return bytes;
  }

  /** Also by a program that an earlier backend started and that nobody has asked for since. */
  #isInUse(key: string): boolean {
    const { environments, python, runtimes } = this.#deps;
    return (
      environments.isWanted(key) ||
      runtimes().some(
        runtime =>
          runtime.kind === 'process' &&
          runtime.python !== null &&
          keyOf(python, runtime.python.requirements) === key,
      )
    );
  }
}
