import { LineIndex } from '@mlops/plugin-mlops-common';
import type { AttemptRef, ExecutionEngine } from '@mlops/plugin-mlops-node';
import type { ScanTurns } from './ScanTurns';

/** Indexes that are kept; one of a log of 100 MB takes some 100 kB. */
const MOST = 100;

/** Bytes by which a log is known again. */
const KNOWN = 64;

interface Kept {
  index: LineIndex;
  /** The last bytes that are in the index. */
  end: Buffer;
  /** What the index is being brought to, after what was asked for before. */
  scanning: Promise<unknown>;
}

/** Where the lines of logs begin. Each log is read once, and then as far as it has grown. */
export class LogIndexes {
  readonly #turns: ScanTurns;
  readonly #kept = new Map<string, Kept>();

  constructor(turns: ScanTurns) {
    this.#turns = turns;
  }

  /** The index of what the log of an attempt holds now. */
  async of(
    engine: ExecutionEngine,
    ref: AttemptRef,
    signal: AbortSignal,
  ): Promise<LineIndex> {
    const kept = this.#take(
      `${engine.id}/${ref.runId}/${ref.task}/${ref.attempt}`,
    );
    const scanned = kept.scanning
      // Whoever waited before may have left, or failed; that is theirs.
      .catch(() => undefined)
      .then(() => this.#scan(engine, ref, kept, signal));
    kept.scanning = scanned;
    await scanned;
    return kept.index;
  }

  async #scan(
    engine: ExecutionEngine,
    ref: AttemptRef,
    kept: Kept,
    signal: AbortSignal,
  ): Promise<void> {
    const size = await engine.logSize(ref);
    // Another log under the same name: the run was restored, or its folder was emptied.
    if (size < kept.index.size) beginAnew(kept);
    if (size === kept.index.size) return;
    await this.#turns.take(signal, async () => {
      if (await this.#push(engine, ref, kept, signal)) return;
      // What was missing of a log may be put in before what was read, when an archived one takes its place.
      beginAnew(kept);
      await this.#push(engine, ref, kept, signal);
    });
  }

  /** @returns false if the log does not go on from what is in the index */
  async #push(
    engine: ExecutionEngine,
    ref: AttemptRef,
    kept: Kept,
    signal: AbortSignal,
  ): Promise<boolean> {
    let unseen = kept.end;
    const bytes = engine.log(ref, {
      from: kept.index.size - kept.end.length,
      follow: false,
      signal,
    });
    for await (const piece of bytes) {
      signal.throwIfAborted();
      const seen = Math.min(unseen.length, piece.length);
      if (unseen.compare(piece, 0, seen, 0, seen) !== 0) return false;
      unseen = unseen.subarray(seen);
      const added = piece.subarray(seen);
      kept.index.push(added);
      kept.end = Buffer.concat([kept.end, added.subarray(-KNOWN)]).subarray(
        -KNOWN,
      );
    }
    return true;
  }

  /** The one used longest ago goes first. */
  #take(key: string): Kept {
    const kept = this.#kept.get(key) ?? {
      index: new LineIndex(),
      end: Buffer.alloc(0),
      scanning: Promise.resolve(),
    };
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST) this.#kept.delete(oldest);
    return kept;
  }
}

function beginAnew(kept: Kept): void {
  kept.index = new LineIndex();
  kept.end = Buffer.alloc(0);
}
