import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { AttemptRef, LogTimeState } from '@mlops/plugin-mlops-node';
import { ClusterError, type ClusterClient } from '../cluster/ClusterClient';
import type { AttemptPod } from './AttemptPod';
import { Bell } from './Bell';
import { firstDifference } from './firstDifference';
import { GrowingLog } from './GrowingLog';
import type { LogStore } from './LogStore';
import { podLog } from './podLog';
import { restoreLog } from './restoreLog';
import type { LogNews } from './tellOfLog';
import { acrossGaps } from './TimeIndex';
import { NoLogError } from './TimedLines';

/** Bytes of a piece. No more is read while they are not kept, so that a flood waits in its pod. */
const PIECE = 2 ** 20;

/** Milliseconds after which what came is kept: of young logs soon, of old ones in pieces that are not too many. */
const SOONEST_MS = 2_000;
const LATEST_MS = 15_000;
const SHARE_OF_AGE = 0.01;

/** Milliseconds between two tries. */
const SHORTEST_REST_MS = 200;
const LONGEST_REST_MS = 5_000;

/** Milliseconds of silence after which nothing more is expected of a container that has ended, or of a lost machine. */
const SILENCE_MS = 3_000;

/** Milliseconds for which a log is read to its end after all of its pod has ended. */
const LAST_MS = 1_000;

interface AttemptLogDeps {
  pod: AttemptPod;
  client: ClusterClient;
  store: LogStore;
  logger: LoggerService;
  /** Milliseconds since 1970. */
  now: () => number;
  /** The backend watches no more. What is not kept by then is read again by the next one. */
  signal: AbortSignal;
  onNews: (news: LogNews) => void;
}

/**
 * Keeps the log of one attempt: reads it from the pod as it grows, hands it to readers, and puts it away in pieces
 * until Argo has archived it as a whole.
 */
export class AttemptLog {
  readonly ref: AttemptRef;
  readonly #deps: AttemptLogDeps;
  readonly #bell = new Bell();
  /** Of its own, so that nothing of it hangs on that of the watch, which lives as long as the backend. */
  readonly #abort = new AbortController();
  readonly #signal = this.#abort.signal;
  readonly #onAbort = () => {
    this.#abort.abort();
    this.#bell.ring();
  };
  readonly #begunAt: number;
  #pod: AttemptPod;
  #isGone = false;
  #log: GrowingLog;
  #keptAt: number;
  #keeping: Promise<void> = Promise.resolve();
  #toldGaps = 0;
  /** It was said that its machine is lost. */
  #isLost = false;
  /** It was said that it cannot be read. */
  #isBroken = false;
  /** All has ended, and more is archived than was read. */
  #isArchived = false;
  /** Bytes of all gaps, once that is known. */
  #missing = 0;

  constructor(deps: AttemptLogDeps) {
    const { pod, now, signal } = deps;
    this.#deps = deps;
    signal.addEventListener('abort', this.#onAbort, { once: true });
    if (signal.aborted) this.#onAbort();
    this.ref = { runId: pod.runId, task: pod.task, attempt: pod.attempt };
    this.#pod = pod;
    this.#log = new GrowingLog(pod.saysBegin);
    this.#begunAt = now();
    this.#keptAt = this.#begunAt;
  }

  /** Bytes that are there now. */
  get size(): number {
    return this.#log.size;
  }

  get times(): readonly LogTimeState[] {
    return this.#log.times;
  }

  /** Where in the archived log a reader goes on that has read up to an offset: what was missing is put in before. */
  inArchive(offset: number): number {
    const isBehind = this.#log.gaps.some(gap => gap < offset);
    return isBehind ? offset + this.#missing : offset;
  }

  /** Ends when there is more, or when it is over. */
  get change(): Promise<void> {
    return this.#bell.next;
  }

  /** Bytes from an offset on; `undefined` where there are some that are in pieces. */
  from(offset: number): Buffer | undefined {
    return this.#log.from(offset);
  }

  see(pod: AttemptPod, isGone: boolean): void {
    this.#pod = pod;
    this.#isGone = isGone;
    this.#bell.ring();
  }

  /** Readers look elsewhere from now on. */
  leave(): void {
    this.#deps.signal.removeEventListener('abort', this.#onAbort);
    this.#bell.ring();
  }

  /** Keeps the log until it is complete, or as complete as it gets. */
  async keep(): Promise<void> {
    const restored = await this.#patiently(() =>
      restoreLog(this.#deps.store, this.ref, this.#pod.saysBegin),
    );
    if (!restored || restored.isComplete) return;
    this.#log = restored.log;
    this.#bell.ring();
    const ending = new AbortController();
    const going = AbortSignal.any([this.#signal, ending.signal]);
    const beside = Promise.all([
      this.#keepSometimes(going),
      this.#endEarly(going),
    ]);
    try {
      await this.#readAll();
      await this.#until(() => this.#pod.isOver || this.#isGone);
    } finally {
      ending.abort();
      this.#bell.ring();
      await beside;
    }
    await this.#patiently(() => this.#complete());
  }

  async #readAll(): Promise<void> {
    let rest = SHORTEST_REST_MS;
    for (;;) {
      await this.#until(() => this.#pod.hasStarted || this.#isGone);
      // What was read after the container had ended is all of it.
      const isLast = this.#pod.hasEnded || this.#isGone;
      const was = await this.#readOnce();
      if (this.#signal.aborted) return;
      if (this.#isArchived) break;
      if (isLast && was !== 'broken') break;
      // Nobody can ask for the log of a pod that is gone.
      if (this.#isGone) break;
      if (was === 'heard') rest = SHORTEST_REST_MS;
      await Promise.race([
        sleep(rest, undefined, { signal: this.#signal }).catch(() => undefined),
        this.#until(() => this.#pod.hasEnded || this.#isGone),
      ]);
      rest = Math.min(2 * rest, LONGEST_REST_MS);
    }
    this.#log.end();
    this.#bell.ring();
    this.#tellGaps();
  }

  /** @returns `none` if the cluster says that there is no log, `broken` if it does not answer as it should */
  async #readOnce(): Promise<'heard' | 'none' | 'broken'> {
    const { client, logger } = this.#deps;
    let wasHeard = false;
    try {
      for await (const chunk of podLog(client, this.#pod, {
        since: this.#log.since,
        signal: this.#signal,
        isEnough: silence => this.#isEnough(silence),
      })) {
        if (!wasHeard) this.#log.begin();
        wasHeard = true;
        this.#isBroken = false;
        this.#log.push(chunk);
        this.#bell.ring();
        this.#tellGaps();
        this.#tellBack();
        if (this.#log.unkept >= PIECE) await this.#keepNow();
        if (this.#signal.aborted || this.#isArchived) break;
      }
      return wasHeard ? 'heard' : 'none';
    } catch (error) {
      if (isRefusal(error)) return 'none';
      if (this.#signal.aborted) return 'broken';
      if (!this.#isBroken) {
        logger.warn(
          `The log of ${this.#name} cannot be read just now: ${stringifyError(
            error,
          )}`,
        );
      }
      this.#isBroken = true;
      this.#tellLost();
      return 'broken';
    }
  }

  #isEnough(silence: number): boolean {
    if (this.#isArchived) return true;
    if (silence < SILENCE_MS) return false;
    this.#tellLost();
    return this.#pod.hasEnded || this.#isGone || this.#pod.isNodeLost;
  }

  /** What of a flood is still to be read when it is archived is not waited for; it has no times then. */
  async #endEarly(signal: AbortSignal): Promise<void> {
    while (!this.#pod.isOver && !signal.aborted) await this.#bell.next;
    await sleep(LAST_MS, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    const look = await this.#patiently(() => this.#deps.store.look(this.ref));
    this.#isArchived = (look?.archived ?? -1) > this.#log.size;
  }

  async #keepSometimes(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await sleep(SOONEST_MS / 4, undefined, { signal }).catch(() => undefined);
      const now = this.#deps.now();
      const age = SHARE_OF_AGE * (now - this.#begunAt);
      const due = Math.min(LATEST_MS, Math.max(SOONEST_MS, age));
      if (!signal.aborted && now - this.#keptAt >= due) await this.#keepNow();
    }
  }

  /** Puts away what came, one piece after the other. */
  #keepNow(): Promise<void> {
    this.#keeping = this.#keeping.then(async () => {
      const piece = this.#log.piece();
      this.#keptAt = this.#deps.now();
      if (!piece) return;
      const { offset, bytes, index } = piece;
      await this.#patiently(async () => {
        await this.#deps.store.write(this.ref, offset, bytes, index);
        this.#log.kept(piece);
      });
    });
    return this.#keeping;
  }

  async #complete(): Promise<void> {
    const { store, onNews } = this.#deps;
    const { archived } = await store.look(this.ref);
    const isWhole = archived !== null && archived >= this.#log.size;
    if (isWhole) {
      this.#missing = archived - this.#log.size;
      if (this.#missing > 0) await this.#findUnknownGap();
      else await this.#keeping;
      const { gaps, times } = this.#log;
      await store.complete(this.ref, acrossGaps(times, gaps, this.#missing));
      if (gaps.length > 0) onNews({ kind: 'whole' });
      if (this.#pod.hasEnded) return;
    } else {
      await this.#keepNow();
    }
    if (this.#pod.isNodeLost) this.#tellLost();
    else if (this.#isGone) onNews({ kind: 'removed' });
  }

  /** A log that grows too fast loses what the machine has rotated twice, which nobody tells. */
  async #findUnknownGap(): Promise<void> {
    await this.#keepNow();
    if (this.#log.gaps.length > 0) return;
    const { store } = this.#deps;
    const { pieces } = await store.look(this.ref);
    const archive = await store.archive(this.ref, 0);
    if (!archive) return;
    const kept = store.inPieces(this.ref, pieces, 0);
    this.#log.lacks(await firstDifference(kept, archive));
    this.#tellGaps();
  }

  #tellGaps(): void {
    for (const offset of this.#log.gaps.slice(this.#toldGaps)) {
      this.#deps.onNews({ kind: 'gap', offset });
    }
    this.#toldGaps = this.#log.gaps.length;
  }

  #tellLost(): void {
    if (this.#isLost || !this.#pod.isNodeLost) return;
    this.#isLost = true;
    this.#deps.onNews({ kind: 'lost' });
  }

  #tellBack(): void {
    if (!this.#isLost || this.#pod.isNodeLost) return;
    this.#isLost = false;
    this.#deps.onNews({ kind: 'back' });
  }

  get #name(): string {
    return `attempt ${this.ref.attempt} of "${this.ref.task}" of the run ${this.ref.runId}`;
  }

  /** Tries until it succeeds. @returns `undefined` if the backend watches no more */
  async #patiently<T>(work: () => Promise<T>): Promise<T | undefined> {
    let rest = SHORTEST_REST_MS;
    while (!this.#signal.aborted) {
      try {
        return await work();
      } catch (error) {
        this.#deps.logger.warn(
          `The log of ${this.#name} waits for its storage: ${stringifyError(
            error,
          )}`,
        );
      }
      await sleep(rest, undefined, { signal: this.#signal }).catch(
        () => undefined,
      );
      rest = Math.min(2 * rest, LONGEST_REST_MS);
    }
    return undefined;
  }

  async #until(holds: () => boolean): Promise<void> {
    while (!holds() && !this.#signal.aborted) await this.#bell.next;
  }
}

/** The API server knows the pod, or that there is none, and has no log. */
function isRefusal(error: unknown): boolean {
  return (
    error instanceof NoLogError ||
    (error instanceof ClusterError && error.status < 500)
  );
}
