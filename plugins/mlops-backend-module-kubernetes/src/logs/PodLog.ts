import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { LogTimeState } from '@mlops/plugin-mlops-node';
import { ClusterError, type ClusterClient } from '../cluster/ClusterClient';
import { Bell } from './Bell';
import { GrowingLog } from './GrowingLog';
import type { LoggedPod } from './LoggedPod';
import { mergeable } from './LogPiece';
import { readPodLog } from './readPodLog';
import { restoreLog } from './restoreLog';
import type { StoredLog } from './StoredLog';
import type { LogNews } from './tellOfLog';
import { NoLogError } from './TimedLines';

/** Bytes of a piece. No more is read while they are not kept, so that a flood waits in its pod. */
const PIECE = 2 ** 20;

/** Pieces after which it is looked whether there are too many. */
const MERGE_AFTER = 32;

/** Milliseconds after which what came is kept: of young logs soon, of old ones in pieces that are not too many. */
const SOONEST_MS = 2_000;
const LATEST_MS = 15_000;
const SHARE_OF_AGE = 0.01;

/** Milliseconds between two tries. */
const SHORTEST_REST_MS = 200;
const LONGEST_REST_MS = 5_000;

/** Milliseconds of silence after which nothing more is expected of a container that has ended, or of a lost machine. */
const SILENCE_MS = 3_000;

export interface PodLogDeps {
  pod: LoggedPod;
  client: ClusterClient;
  store: StoredLog;
  /** What it is the log of, in words. */
  name: string;
  logger: LoggerService;
  /** Milliseconds since 1970. */
  now: () => number;
  /** It is watched no more. What is not kept by then is read again by whoever watches next. */
  signal: AbortSignal;
  onNews: (news: LogNews) => void;
}

/** Reads the log of one pod as it grows, hands it to readers, and puts it away in pieces. */
export class PodLog {
  readonly #deps: PodLogDeps;
  readonly #bell = new Bell();
  /** Of its own, so that nothing of it hangs on that of the watch, which lives as long as the backend. */
  readonly #abort = new AbortController();
  readonly #signal = this.#abort.signal;
  readonly #onAbort = () => {
    this.#abort.abort();
    this.#bell.ring();
  };
  readonly #begunAt: number;
  #pod: LoggedPod;
  #isGone = false;
  #log: GrowingLog;
  #keptAt: number;
  #keeping: Promise<void> = Promise.resolve();
  #pieces = 0;
  #toldGaps = 0;
  /** It was said that its machine is lost. */
  #isLost = false;
  /** It was said that it cannot be read. */
  #isBroken = false;
  /** Nothing more is to be read, though there may be more. */
  #isCut = false;

  constructor(deps: PodLogDeps) {
    const { pod, now, signal } = deps;
    this.#deps = deps;
    signal.addEventListener('abort', this.#onAbort, { once: true });
    if (signal.aborted) this.#onAbort();
    this.#pod = pod;
    this.#log = new GrowingLog(pod.executor);
    this.#begunAt = now();
    this.#keptAt = this.#begunAt;
  }

  get store(): StoredLog {
    return this.#deps.store;
  }

  /** Its pod as it was seen last. */
  get pod(): LoggedPod {
    return this.#pod;
  }

  get isGone(): boolean {
    return this.#isGone;
  }

  /** Bytes that are there now. */
  get size(): number {
    return this.#log.size;
  }

  get times(): readonly LogTimeState[] {
    return this.#log.times;
  }

  /** Offsets before which bytes are missing, as they were found. */
  get gaps(): readonly number[] {
    return this.#log.gaps;
  }

  /** Ends when there is more, or when something is different. */
  get change(): Promise<void> {
    return this.#bell.next;
  }

  /** Bytes from an offset on; `undefined` where there are some that are in pieces. */
  from(offset: number): Buffer | undefined {
    return this.#log.from(offset);
  }

  see(pod: LoggedPod, isGone: boolean): void {
    this.#pod = pod;
    this.#isGone = isGone;
    this.#bell.ring();
  }

  /** What is still to be read is not waited for. */
  cut(): void {
    this.#isCut = true;
  }

  /** Readers look elsewhere from now on. */
  leave(): void {
    this.#deps.signal.removeEventListener('abort', this.#onAbort);
    this.#bell.ring();
  }

  /**
   * Goes on with what an earlier backend has kept.
   *
   * @returns whether there is anything to go on with: `false` for a complete log
   */
  async restore(): Promise<boolean> {
    const restored = await this.patiently(() =>
      restoreLog(this.store, this.#pod.executor),
    );
    if (!restored || restored.isComplete) return false;
    this.#log = restored.log;
    this.#bell.ring();
    return true;
  }

  /**
   * Reads up to the end of the container and puts away what came, until `isOver` holds.
   *
   * @param beside - what is done meanwhile, until its signal aborts, which counts as a change
   */
  async read(
    isOver: () => boolean,
    beside: (signal: AbortSignal) => Promise<void> = async () => {},
  ): Promise<void> {
    const ending = new AbortController();
    const going = AbortSignal.any([this.#signal, ending.signal]);
    const others = Promise.all([this.#keepSometimes(going), beside(going)]);
    try {
      await this.#readAll();
      await this.until(isOver);
    } finally {
      ending.abort();
      this.#bell.ring();
      await others;
    }
  }

  /** Puts away what came, one piece after the other. */
  keepNow(): Promise<void> {
    this.#keeping = this.#keeping.then(async () => {
      const piece = this.#log.piece();
      this.#keptAt = this.#deps.now();
      if (!piece) return;
      const { offset, bytes, index } = piece;
      await this.patiently(async () => {
        await this.store.write(offset, bytes, index);
        this.#log.kept(piece);
      });
      this.#pieces += 1;
      if (this.#pieces % MERGE_AFTER === 0) await this.#mergePieces();
    });
    return this.#keeping;
  }

  /** What is under way is put away. */
  async kept(): Promise<void> {
    await this.#keeping;
  }

  /** It was found out that bytes are missing before an offset. */
  lacks(offset: number): void {
    this.#log.lacks(offset);
    this.#tellGaps();
  }

  /** Tries until it succeeds. @returns `undefined` if it is watched no more */
  async patiently<T>(work: () => Promise<T>): Promise<T | undefined> {
    let rest = SHORTEST_REST_MS;
    while (!this.#signal.aborted) {
      try {
        return await work();
      } catch (error) {
        const { logger, name } = this.#deps;
        const why = stringifyError(error);
        logger.warn(`The log of ${name} waits for its storage: ${why}`);
      }
      await this.#rest(rest);
      rest = Math.min(2 * rest, LONGEST_REST_MS);
    }
    return undefined;
  }

  /** Ends when that holds, or when it is watched no more. */
  async until(holds: () => boolean): Promise<void> {
    while (!holds() && !this.#signal.aborted) await this.#bell.next;
  }

  tellLost(): void {
    if (this.#isLost || !this.#pod.isNodeLost) return;
    this.#isLost = true;
    this.#deps.onNews({ kind: 'lost' });
  }

  async #readAll(): Promise<void> {
    let rest = SHORTEST_REST_MS;
    for (;;) {
      await this.until(() => this.#pod.hasStarted || this.#isGone);
      // What was read after the container had ended is all of it.
      const isLast = this.#pod.hasEnded || this.#isGone;
      const was = await this.#readOnce();
      if (this.#signal.aborted) return;
      if (this.#isCut) break;
      if (isLast && was !== 'broken') break;
      // Nobody can ask for the log of a pod that is gone.
      if (this.#isGone) break;
      if (was === 'heard') rest = SHORTEST_REST_MS;
      await Promise.race([
        this.#rest(rest),
        this.until(() => this.#pod.hasEnded || this.#isGone),
      ]);
      rest = Math.min(2 * rest, LONGEST_REST_MS);
    }
    this.#log.end();
    this.#bell.ring();
    this.#tellGaps();
  }

  /** @returns `none` if the cluster says that there is no log, `broken` if it does not answer as it should */
  async #readOnce(): Promise<'heard' | 'none' | 'broken'> {
    const { client, logger, name } = this.#deps;
    let wasHeard = false;
    try {
      for await (const chunk of readPodLog(client, this.#pod, {
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
        if (this.#log.unkept >= PIECE) await this.keepNow();
        if (this.#signal.aborted || this.#isCut) break;
      }
      return wasHeard ? 'heard' : 'none';
    } catch (error) {
      if (isRefusal(error)) return 'none';
      if (this.#signal.aborted) return 'broken';
      if (!this.#isBroken) {
        const why = stringifyError(error);
        logger.warn(`The log of ${name} cannot be read just now: ${why}`);
      }
      this.#isBroken = true;
      this.tellLost();
      return 'broken';
    }
  }

  #isEnough(silence: number): boolean {
    if (this.#isCut) return true;
    if (silence < SILENCE_MS) return false;
    this.tellLost();
    return this.#pod.hasEnded || this.#isGone || this.#pod.isNodeLost;
  }

  async #keepSometimes(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      await sleep(SOONEST_MS / 4, undefined, { signal }).catch(() => undefined);
      const now = this.#deps.now();
      const age = SHARE_OF_AGE * (now - this.#begunAt);
      const due = Math.min(LATEST_MS, Math.max(SOONEST_MS, age));
      if (!signal.aborted && now - this.#keptAt >= due) await this.keepNow();
    }
  }

  async #mergePieces(): Promise<void> {
    await this.patiently(async () => {
      const { pieces } = await this.store.look();
      await this.store.merge(mergeable(pieces));
    });
  }

  #tellGaps(): void {
    for (const offset of this.#log.gaps.slice(this.#toldGaps)) {
      this.#deps.onNews({ kind: 'gap', offset });
    }
    this.#toldGaps = this.#log.gaps.length;
  }

  #tellBack(): void {
    if (!this.#isLost || this.#pod.isNodeLost) return;
    this.#isLost = false;
    this.#deps.onNews({ kind: 'back' });
  }

  async #rest(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#signal }).catch(() => undefined);
  }
}

/** The API server knows the pod, or that there is none, and has no log. */
function isRefusal(error: unknown): boolean {
  return (
    error instanceof NoLogError ||
    (error instanceof ClusterError && error.status < 500)
  );
}
