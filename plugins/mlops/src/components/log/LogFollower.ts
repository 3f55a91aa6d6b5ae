import { ResponseError } from '@backstage/errors';
import type { LogSource } from './LogSource';
import { pause } from './pause';

/** Milliseconds before a broken stream is opened again; doubles up to the last. */
const RETRY_FIRST = 1_000;
const RETRY_LAST = 15_000;

/** Streams that break one after the other before the log is asked for again and again instead. */
const BREAKS = 3;
const POLL_EVERY = 1_000;

/** Milliseconds of silence after which it is looked whether something holds the stream back. */
const SILENCE = 5_000;

export type FollowPhase = 'following' | 'polling' | 'interrupted';

/** What a follower tells. */
export interface FollowerEars {
  /** Bytes of the log that are known. */
  size(): number;
  /** What was written behind them. */
  grow(bytes: Uint8Array): void;
  become(phase: FollowPhase, error?: Error): void;
  /** Whether more may be written. */
  live(): boolean;
}

/**
 * Reads what is written to a log until it ends: by a stream that stays open, opened again at the byte where
 * it broke; where something in between does not let streams through, by asking every second.
 */
export class LogFollower {
  private broken = 0;
  private wait = RETRY_FIRST;

  constructor(
    private readonly source: LogSource,
    private readonly ears: FollowerEars,
    private readonly signal: AbortSignal,
  ) {}

  /** Resolves when all was read; rejects when the log is refused or, after its end, cannot be read. */
  async run(): Promise<void> {
    while (!this.signal.aborted) {
      const { live } = this.ears;
      // Asked before reading: what is written up to the end is read after it.
      const over = !live();
      const polls = over || this.broken >= BREAKS;
      try {
        if (!over) this.ears.become(polls ? 'polling' : 'following');
        await (polls ? this.look() : this.stream());
        this.wait = RETRY_FIRST;
        if (over) return;
        await pause(POLL_EVERY, this.signal);
      } catch (cause) {
        if (this.signal.aborted) return;
        if (over || isRefusal(cause)) throw cause;
        this.broken += 1;
        this.ears.become(
          'interrupted',
          cause instanceof Error ? cause : new Error(String(cause)),
        );
        await pause(this.wait, this.signal);
        this.wait = Math.min(this.wait * 2, RETRY_LAST);
      }
    }
  }

  private async look() {
    const { signal, ears } = this;
    const offset = ears.size();
    const { bytes } = await this.source.read({ offset, follow: false, signal });
    await forEachPiece(bytes, piece => ears.grow(piece));
  }

  private async stream() {
    const { ears } = this;
    const end = new AbortController();
    const signal = AbortSignal.any([this.signal, end.signal]);
    const offset = ears.size();
    const { bytes } = await this.source.read({ offset, follow: true, signal });
    const watch = this.watchSilence(signal, () => {
      this.broken = BREAKS;
      end.abort();
    });
    try {
      await forEachPiece(bytes, piece => {
        watch.heard();
        this.broken = 0;
        ears.grow(piece);
      });
    } catch (cause) {
      // Ended by ourselves: asking goes on where the stream is.
      if (!end.signal.aborted) throw cause;
    } finally {
      watch.stop();
    }
  }

  /** Calls `held` when more was written than the stream lets through. */
  private watchSilence(signal: AbortSignal, held: () => void) {
    let heardAt = Date.now();
    const look = async () => {
      if (Date.now() - heardAt < SILENCE) return;
      const known = this.ears.size();
      const { size, bytes } = await this.source.read({
        offset: known,
        limit: 0,
        follow: false,
        signal,
      });
      await bytes.cancel();
      // What was written just now may still be on its way.
      if (size > known && this.ears.size() === known) held();
    };
    const timer = setInterval(() => {
      // The stream itself tells what is wrong.
      look().catch(() => undefined);
    }, SILENCE);
    return {
      heard: () => {
        heardAt = Date.now();
      },
      stop: () => clearInterval(timer),
    };
  }
}

/** Answers that stay the same however often one asks. */
function isRefusal(cause: unknown): boolean {
  return ResponseError.is(cause) && [403, 404].includes(cause.statusCode);
}

async function forEachPiece(
  bytes: ReadableStream<Uint8Array>,
  take: (piece: Uint8Array) => void,
) {
  const reader = bytes.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    take(value);
  }
}
