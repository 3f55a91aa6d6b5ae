import { LineIndex } from '@mlops/plugin-mlops-common';
import type { AttemptRef, ExecutionEngine } from '@mlops/plugin-mlops-node';
import type { ScanTurns } from './ScanTurns';

/** Indexes that are kept; one of a log of 100 MB takes some 100 kB. */
const MOST = 100;

interface Kept {
  index: LineIndex;
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
    if (size < kept.index.size) kept.index = new LineIndex();
    const { index } = kept;
    if (size === index.size) return;
    await this.#turns.take(signal, async () => {
      const bytes = engine.log(ref, {
        from: index.size,
        follow: false,
        signal,
      });
      for await (const piece of bytes) {
        signal.throwIfAborted();
        index.push(piece);
      }
    });
  }

  /** The one used longest ago goes first. */
  #take(key: string): Kept {
    const kept = this.#kept.get(key) ?? {
      index: new LineIndex(),
      scanning: Promise.resolve(),
    };
    this.#kept.delete(key);
    this.#kept.set(key, kept);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > MOST) this.#kept.delete(oldest);
    return kept;
  }
}
