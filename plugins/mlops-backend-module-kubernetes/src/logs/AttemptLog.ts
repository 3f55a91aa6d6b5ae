import { setTimeout as sleep } from 'node:timers/promises';
import type { AttemptPod } from './AttemptPod';
import { firstDifference } from './firstDifference';
import type { LiveLog } from './LiveLogs';
import { PodLog, type PodLogDeps } from './PodLog';
import { acrossGaps } from './TimeIndex';

/** Milliseconds for which a log is read to its end after all of its pod has ended. */
const LAST_MS = 1_000;

interface AttemptLogDeps extends Omit<PodLogDeps, 'name'> {
  pod: AttemptPod;
}

/** Keeps the log of one attempt until Argo has archived it as a whole. */
export class AttemptLog implements LiveLog {
  readonly reading: PodLog;
  readonly #onNews: AttemptLogDeps['onNews'];
  #isOver: boolean;
  /** Bytes of all gaps, once that is known. */
  #missing = 0;

  constructor(deps: AttemptLogDeps) {
    const { attempt, isOver, runId, task } = deps.pod;
    const name = `attempt ${attempt} of "${task}" of the run ${runId}`;
    this.reading = new PodLog({ ...deps, name });
    this.#onNews = deps.onNews;
    this.#isOver = isOver;
  }

  /** In the archived log what was missing is put in before. */
  inStore(offset: number): number {
    const isBehind = this.reading.gaps.some(gap => gap < offset);
    return isBehind ? offset + this.#missing : offset;
  }

  see(pod: AttemptPod, isGone: boolean): void {
    this.#isOver = pod.isOver;
    this.reading.see(pod, isGone);
  }

  /** Keeps the log until it is complete, or as complete as it gets. */
  async keep(): Promise<void> {
    if (!(await this.reading.restore())) return;
    await this.reading.read(
      () => this.#isOver || this.reading.isGone,
      signal => this.#endEarly(signal),
    );
    await this.reading.patiently(() => this.#complete());
  }

  /** What of a flood is still to be read when it is archived is not waited for; it has no times then. */
  async #endEarly(signal: AbortSignal): Promise<void> {
    while (!this.#isOver && !signal.aborted) await this.reading.change;
    await sleep(LAST_MS, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    const look = await this.reading.patiently(() => this.reading.store.look());
    if ((look?.archived ?? -1) > this.reading.size) this.reading.cut();
  }

  async #complete(): Promise<void> {
    const { reading: log } = this;
    const { store } = log;
    const { archived } = await store.look();
    const isWhole = archived !== null && archived >= log.size;
    if (isWhole) {
      this.#missing = archived - log.size;
      if (this.#missing > 0) await this.#findUnknownGap();
      else await log.kept();
      const { gaps, times } = log;
      await store.complete(acrossGaps(times, gaps, this.#missing));
      if (gaps.length > 0) this.#onNews({ kind: 'whole' });
      if (log.pod.hasEnded) return;
    } else {
      await log.keepNow();
    }
    if (log.pod.isNodeLost) log.tellLost();
    else if (log.isGone) this.#onNews({ kind: 'removed' });
  }

  /** A log that grows too fast loses what the machine has rotated twice, which nobody tells. */
  async #findUnknownGap(): Promise<void> {
    const { reading: log } = this;
    await log.keepNow();
    if (log.gaps.length > 0) return;
    const { pieces } = await log.store.look();
    const archive = await log.store.archive(0);
    if (!archive) return;
    const kept = log.store.inPieces(pieces, 0);
    log.lacks(await firstDifference(kept, archive));
  }
}
