import type { RunId } from '@mlops/plugin-mlops-common';

/** Runs on a cluster whose end was told: nothing that happens to their workflows or pods matters any more. */
export class PassedRuns {
  /** By the uid of their workflow. */
  readonly #runs = new Map<string, RunId>();
  readonly #ids = new Set<RunId>();

  has(uid: string): boolean {
    return this.#runs.has(uid);
  }

  hasRun(runId: RunId): boolean {
    return this.#ids.has(runId);
  }

  add(uid: string, runId: RunId): void {
    this.#runs.set(uid, runId);
    this.#ids.add(runId);
  }

  /** The workflow is gone; its run may be executed anew. */
  delete(uid: string): void {
    const runId = this.#runs.get(uid);
    if (runId === undefined) return;
    this.#runs.delete(uid);
    this.#ids.delete(runId);
  }

  /** @param uids - of the workflows that there are */
  keepOnly(uids: ReadonlySet<string>): void {
    for (const uid of [...this.#runs.keys()]) {
      if (!uids.has(uid)) this.delete(uid);
    }
  }
}
