import { setTimeout as sleep } from 'node:timers/promises';
import type {
  LogOptions,
  LogTimesRange,
  LogTimeState,
} from '@mlops/plugin-mlops-node';
import type { LiveLog, LiveLogs } from './LiveLogs';
import { endOf } from './LogPiece';
import type { StoredLog } from './StoredLog';
import { timesIn } from './TimeIndex';

/** Milliseconds after which a log that another backend keeps is looked at again. */
const LOOK_EVERY_MS = 1_000;

/** How often a reader looks again for a piece that was listed and is gone. */
const TRIES = 5;

/**
 * Reads a log wherever its bytes are: in what Argo has archived, which is what the program wrote; until it has, in
 * pieces that were kept; and the newest in the memory of the backend that keeps them.
 */
export class LogReader {
  readonly #store: StoredLog;
  readonly #live: LiveLogs;

  constructor(store: StoredLog, live: LiveLogs) {
    this.#store = store;
    this.#live = live;
  }

  /** @param isOver - asked while it is not kept here: whether all of it is stored */
  async *read(
    { from, follow, signal }: LogOptions,
    isOver: () => Promise<boolean>,
  ): AsyncIterable<Uint8Array> {
    const upTo = follow ? Infinity : await this.size();
    let at = from;
    let former: LiveLog | undefined;
    while (!signal.aborted) {
      const live = this.#live.get(this.#store);
      if (former && live !== former) at = former.inStore(at);
      former = live;
      const change = live?.reading.change;
      // Asked before reading: what is written up to the end is read after it.
      const isLast = !live && (!follow || (await isOver()));
      for await (const chunk of this.#there(at, upTo, live?.reading)) {
        at += chunk.length;
        yield chunk;
        if (signal.aborted) return;
      }
      if (at >= upTo || isLast) return;
      // What was kept here may have been handed over while it was read.
      if (live && this.#live.get(this.#store) !== live) continue;
      const look = new AbortController();
      const rest = sleep(LOOK_EVERY_MS, undefined, {
        signal: AbortSignal.any([signal, look.signal]),
      }).catch(() => undefined);
      await (change ? Promise.race([change, rest]) : rest);
      look.abort();
    }
  }

  async size(): Promise<number> {
    // As long as it has not found out what an earlier backend has kept, it is empty.
    const live = this.#live.get(this.#store)?.reading.size ?? 0;
    if (live > 0) return live;
    const { archived, kept } = await this.#store.look();
    return Math.max(archived ?? 0, kept);
  }

  async times(range: LogTimesRange): Promise<LogTimeState[]> {
    const live = this.#live.get(this.#store)?.reading;
    if (live && live.size > 0) return timesIn(live.times, range);
    const { isComplete, pieces } = await this.#store.look();
    if (isComplete) return timesIn(await this.#store.times(), range);
    const times: LogTimeState[] = [];
    for (const piece of pieces) {
      if (endOf(piece) <= range.from) continue;
      if (piece.offset >= range.to || times.length > range.limit) break;
      const index = await this.#store.index(piece);
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
    from: number,
    upTo: number,
    live: LiveLog['reading'] | undefined,
  ): AsyncIterable<Uint8Array> {
    let at = from;
    let tries = TRIES;
    while (at < upTo && tries > 0) {
      const newest = live?.from(at);
      const bytes = newest
        ? one(newest)
        : await this.#stored(at, live !== undefined);
      if (!bytes) return;
      const before = at;
      for await (const chunk of bytes) {
        const wanted = chunk.subarray(0, upTo - at);
        at += wanted.length;
        if (wanted.length > 0) yield wanted;
        if (at >= upTo) return;
      }
      if (newest) return;
      // A piece that is gone was removed because the archived log, or a larger piece, has taken its place.
      if (at === before) tries -= 1;
    }
  }

  /** @returns `undefined` if there is nothing from that offset on */
  async #stored(
    at: number,
    isLive: boolean,
  ): Promise<AsyncIterable<Uint8Array> | undefined> {
    const { archived, kept, pieces } = await this.#store.look();
    if (!isLive && archived !== null && archived >= kept) {
      return at < archived ? this.#store.archive(at) : undefined;
    }
    return at < kept ? this.#store.inPieces(pieces, at) : undefined;
  }
}

async function* one(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
