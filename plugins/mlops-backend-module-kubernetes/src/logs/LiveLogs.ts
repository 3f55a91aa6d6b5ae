import type { PodLog } from './PodLog';
import type { StoredLog } from './StoredLog';

/** A log that is being kept. */
export interface LiveLog {
  reading: Pick<PodLog, 'change' | 'from' | 'size' | 'times'>;
  /** Where a reader that has read up to an offset goes on in what is stored, once it is kept no more. */
  inStore(offset: number): number;
}

/** Logs that this backend is keeping now; where another one watches, there are none. */
export class LiveLogs {
  readonly #logs = new Map<string, LiveLog>();

  get({ folder }: StoredLog): LiveLog | undefined {
    return this.#logs.get(folder);
  }

  add({ folder }: StoredLog, log: LiveLog): void {
    this.#logs.set(folder, log);
  }

  remove(store: StoredLog, log: LiveLog): void {
    if (this.get(store) === log) this.#logs.delete(store.folder);
  }
}
