import { setTimeout as sleep } from 'node:timers/promises';
import { isFinal } from '@mlops/plugin-mlops-common';
import type {
  AttemptRef,
  LogOptions,
  LogTimesRange,
  LogTimeState,
} from '@mlops/plugin-mlops-node';
import type { ClusterRuns } from '../runs/ClusterRuns';
import { statesOf } from '../state/statesOf';
import type { AttemptLog } from './AttemptLog';
import type { LiveLogs } from './LiveLogs';
import { endOf } from './LogPiece';
import type { LogStore } from './LogStore';
import { timesIn } from './TimeIndex';

/** Milliseconds after which a log that another backend keeps is looked at again. */
const LOOK_EVERY_MS = 1_000;

/** How often a reader looks again for a piece that was listed and is gone. */
const TRIES = 5;

/**
 * Reads logs of attempts, wherever their bytes are: in what Argo has archived, which is what the task wrote; until it
 * has, in pieces that were kept; and the newest in the memory of the backend that keeps them.
 */
export class RunLogs {
  readonly #clusters: ReadonlyMap<string, ClusterRuns>;
  readonly #store: LogStore;
  readonly #live: LiveLogs;

  constructor(
    clusters: ReadonlyMap<string, ClusterRuns>,
    store: LogStore,
    live: LiveLogs,
  ) {
    this.#clusters = clusters;
    this.#store = store;
    this.#live = live;
  }

  async *read(
    ref: AttemptRef,
    { from, follow, signal }: LogOptions,
  ): AsyncIterable<Uint8Array> {
    const upTo = follow ? Infinity : await this.size(ref);
    let at = from;
    let former: AttemptLog | undefined;
    while (!signal.aborted) {
      const live = this.#live.get(ref);
      if (former && live !== former) at = former.inArchive(at);
      former = live;
      const change = live?.change;
      // Asked before reading: what is written up to the end is read after it.
      const isOver = !live && (!follow || (await this.#isOver(ref)));
      for await (const chunk of this.#there(ref, at, upTo, live)) {
        at += chunk.length;
        yield chunk;
        if (signal.aborted) return;
      }
      if (at >= upTo || isOver) return;
      // What was kept here may have been handed over while it was read.
      if (live && this.#live.get(ref) !== live) continue;
      const look = new AbortController();
      await Promise.race([
        change,
        sleep(LOOK_EVERY_MS, undefined, {
          signal: AbortSignal.any([signal, look.signal]),
        }).catch(() => undefined),
      ]);
      look.abort();
    }
  }

  async size(ref: AttemptRef): Promise<number> {
    // As long as it has not found out what an earlier backend has kept, it is empty.
    const live = this.#live.get(ref)?.size ?? 0;
    if (live > 0) return live;
    const { archived, kept } = await this.#store.look(ref);
    return Math.max(archived ?? 0, kept);
  }

  async times(ref: AttemptRef, range: LogTimesRange): Promise<LogTimeState[]> {
    const live = this.#live.get(ref);
    if (live && live.size > 0) return timesIn(live.times, range);
    const { isComplete, pieces } = await this.#store.look(ref);
    if (isComplete) return timesIn(await this.#store.times(ref), range);
    const times: LogTimeState[] = [];
    for (const piece of pieces) {
      if (endOf(piece) <= range.from) continue;
      if (piece.offset >= range.to || times.length > range.limit) break;
      const index = await this.#store.index(ref, piece);
      const before = times.length === 0 && index?.before;
      if (before) times.push(before);
      const last = times.at(-1)?.offset ?? -1;
      times.push(...(index?.times ?? []).filter(({ offset }) => offset > last));
    }
    return timesIn(times, range);
  }

  /**
   * What there is now from an offset on, up to another one.
   *
   * @param live - the log, if it is kept here: then nothing is read from the archive, where offsets may be others
   */
  async *#there(
    ref: AttemptRef,
    from: number,
    upTo: number,
    live: AttemptLog | undefined,
  ): AsyncIterable<Uint8Array> {
    let at = from;
    let tries = TRIES;
    while (at < upTo && tries > 0) {
      const newest = live?.from(at);
      const bytes = newest
        ? one(newest)
        : await this.#stored(ref, at, live !== undefined);
      if (!bytes) return;
      const before = at;
      for await (const chunk of bytes) {
        const wanted = chunk.subarray(0, upTo - at);
        at += wanted.length;
        if (wanted.length > 0) yield wanted;
        if (at >= upTo) return;
      }
      if (newest) return;
      // A piece that is gone was removed because the archived log has taken its place.
      if (at === before) tries -= 1;
    }
  }

  /** @returns `undefined` if there is nothing from that offset on */
  async #stored(
    ref: AttemptRef,
    at: number,
    isLive: boolean,
  ): Promise<AsyncIterable<Uint8Array> | undefined> {
    const { archived, kept, pieces } = await this.#store.look(ref);
    if (!isLive && archived !== null && archived >= kept) {
      return at < archived ? this.#store.archive(ref, at) : undefined;
    }
    return at < kept ? this.#store.inPieces(ref, pieces, at) : undefined;
  }

  /** As its workflow says; a run of which nothing is left on any cluster is over too. */
  async #isOver(ref: AttemptRef): Promise<boolean> {
    const clusters = [...this.#clusters.values()];
    // A cluster that does not answer must not hide what another one has.
    const answers = await Promise.allSettled(
      clusters.map(async runs => {
        const [workflow] = await runs.find(ref.runId);
        const plan =
          workflow &&
          (await runs.planOf(ref.runId, workflow.metadata.namespace));
        if (!workflow || !plan) return undefined;
        const attempt = statesOf(plan, workflow)
          .tasks.find(({ task }) => task === ref.task)
          ?.attempts.find(({ attempt: number }) => number === ref.attempt);
        return attempt !== undefined && isFinal(attempt.status);
      }),
    );
    const told = answers.flatMap(answer =>
      answer.status === 'fulfilled' ? answer.value ?? [] : [],
    );
    if (told.length > 0) return told.some(Boolean);
    const away = answers.find(answer => answer.status === 'rejected');
    // Of a run that was cleared there is nothing but what was archived.
    if (away && (await this.#store.look(ref)).archived === null) {
      throw away.reason;
    }
    return true;
  }
}

async function* one(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
