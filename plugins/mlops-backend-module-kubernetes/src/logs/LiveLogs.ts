import type { AttemptRef } from '@mlops/plugin-mlops-node';
import type { AttemptLog } from './AttemptLog';

/** Logs that this backend is keeping now; where another one watches, there are none. */
export class LiveLogs {
  readonly #logs = new Map<string, AttemptLog>();

  get(ref: AttemptRef): AttemptLog | undefined {
    return this.#logs.get(keyOf(ref));
  }

  add(log: AttemptLog): void {
    this.#logs.set(keyOf(log.ref), log);
  }

  remove(log: AttemptLog): void {
    if (this.get(log.ref) === log) this.#logs.delete(keyOf(log.ref));
  }
}

function keyOf({ runId, task, attempt }: AttemptRef): string {
  return `${runId}/${task}/${attempt}`;
}
