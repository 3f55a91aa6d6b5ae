import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunPlan } from '@mlops/plugin-mlops-common';
import { readIfThere } from '../readIfThere';
import type { RunState } from './RunState';

/** Plan and state of a run on the disk. Both were written by this engine, and are replaced as a whole. */
export class RunFile {
  readonly #folder: string;
  #writing: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async readPlan(): Promise<RunPlan | undefined> {
    return this.#read('plan.json');
  }

  async readState(): Promise<RunState | undefined> {
    return this.#read('state.json');
  }

  async writePlan(plan: RunPlan): Promise<void> {
    await this.#replace('plan.json', JSON.stringify(plan));
  }

  /** On the disk when the promise is kept; later states wait for earlier ones. */
  async writeState(state: RunState): Promise<void> {
    if (this.#closed) return;
    const text = JSON.stringify(state);
    this.#writing = this.#writing.then(
      () => this.#replace('state.json', text),
      () => this.#replace('state.json', text),
    );
    await this.#writing;
  }

  /** Finishes what is being written and leaves the file to the next engine. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#writing.catch(() => undefined);
  }

  async #read<T>(name: string): Promise<T | undefined> {
    const text = await readIfThere(() =>
      readFile(join(this.#folder, name), 'utf8'),
    );
    return text === undefined ? undefined : JSON.parse(text);
  }

  async #replace(name: string, text: string): Promise<void> {
    const path = join(this.#folder, name);
    const fresh = await open(`${path}.new`, 'w', 0o600);
    try {
      await fresh.writeFile(text);
      await fresh.datasync();
    } finally {
      await fresh.close();
    }
    await rename(`${path}.new`, path);
  }
}
