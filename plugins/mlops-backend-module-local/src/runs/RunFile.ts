import { constants } from 'node:fs';
import { open, readFile, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunPlan } from '@mlops/plugin-mlops-common';
import { readIfThere } from '../readIfThere';
import { replaceFile } from '../replaceFile';
import type { RunState } from './RunState';
import { stateAfter, wholeState, type StateChange } from './StateChange';

/** Each write is on the disk when it returns: one call instead of two, while the next task waits for it. */
const APPEND_AND_KEEP =
  constants.O_WRONLY | constants.O_APPEND | constants.O_DSYNC;

/**
 * Plan and state of a run on the disk, both written by this engine. The state is a journal, a change a line:
 * what a change costs does not grow with the run. A last line without its end was never kept.
 */
export class RunFile {
  readonly #folder: string;
  #writing: Promise<void> = Promise.resolve();
  /** Where changes are appended; `undefined` until this engine has written the state as a whole. */
  #journal: FileHandle | undefined;
  #closed = false;

  constructor(folder: string) {
    this.#folder = folder;
  }

  async readPlan(): Promise<RunPlan | undefined> {
    const text = await this.#read('plan.json');
    return text === undefined ? undefined : JSON.parse(text);
  }

  async readState(): Promise<RunState | undefined> {
    const text = (await this.#read('state.jsonl')) ?? '';
    const lines = text.split('\n').slice(0, -1);
    return stateAfter(lines.map(line => JSON.parse(line)));
  }

  async writePlan(plan: RunPlan): Promise<void> {
    await replaceFile(join(this.#folder, 'plan.json'), JSON.stringify(plan));
  }

  /**
   * On the disk when the promise is kept; later changes wait for earlier ones. After a failure, the next
   * change is kept with all that came before it.
   *
   * @param state - with the change in it
   */
  async writeChange(change: StateChange, state: RunState): Promise<void> {
    if (this.#closed) return;
    const line = `${JSON.stringify(change)}\n`;
    const write = () => this.#keep(line, state);
    this.#writing = this.#writing.then(write, write);
    await this.#writing;
  }

  /** Finishes what is being written and leaves the file to the next engine. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#writing.catch(() => undefined);
    await this.#leaveJournal();
  }

  async #keep(line: string, state: RunState): Promise<void> {
    if (!this.#journal) {
      const whole = `${JSON.stringify(wholeState(state))}\n`;
      await replaceFile(join(this.#folder, 'state.jsonl'), whole);
      this.#journal = await open(
        join(this.#folder, 'state.jsonl'),
        APPEND_AND_KEEP,
      );
      return;
    }
    try {
      const bytes = Buffer.from(line);
      const { bytesWritten } = await this.#journal.write(bytes);
      if (bytesWritten < bytes.length) {
        throw new Error('The disk had room for a part of a change only');
      }
    } catch (error) {
      // It may have been kept in part: nothing can follow that.
      await this.#leaveJournal();
      throw error;
    }
  }

  async #leaveJournal(): Promise<void> {
    const journal = this.#journal;
    this.#journal = undefined;
    await journal?.close();
  }

  async #read(name: string): Promise<string | undefined> {
    return readIfThere(() => readFile(join(this.#folder, name), 'utf8'));
  }
}
