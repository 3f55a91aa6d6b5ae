import type { LogTimesRange, LogTimeState } from '@mlops/plugin-mlops-node';

/** Milliseconds within which bytes count as written at once. */
const BURST_MS = 10;

/** Entries that are kept of a log, some 20 bytes each. */
const MOST = 50_000;

/** When bytes of a log were written. Of a very long log it remembers that more roughly, and never more than it can hold. */
export class TimeIndex {
  #entries: LogTimeState[];
  #burst = BURST_MS;

  constructor(entries: readonly LogTimeState[] = []) {
    this.#entries = [...entries];
    this.#thin();
  }

  get entries(): readonly LogTimeState[] {
    return this.#entries;
  }

  /** A line that was written at a time begins at an offset. */
  push(offset: number, at: number): void {
    const last = this.#entries.at(-1);
    if (last && at < last.at + this.#burst) return;
    this.#entries.push({ offset, at });
    this.#thin();
  }

  #thin(): void {
    while (this.#entries.length > MOST) {
      this.#burst *= 2;
      this.#entries = thinned(this.#entries, this.#burst);
    }
  }
}

/** Entries that are at least so many milliseconds apart. */
function thinned(
  entries: readonly LogTimeState[],
  burst: number,
): LogTimeState[] {
  const kept: LogTimeState[] = [];
  for (const entry of entries) {
    const last = kept.at(-1);
    if (!last || entry.at >= last.at + burst) kept.push(entry);
  }
  return kept;
}

/** Those that tell the time of bytes of a range; see `ExecutionEngine.logTimes`. */
export function timesIn(
  entries: readonly LogTimeState[],
  { from, to, limit }: LogTimesRange,
): LogTimeState[] {
  if (from >= to) return [];
  const first = Math.max(
    0,
    entries.findLastIndex(({ offset }) => offset <= from),
  );
  return entries
    .slice(first)
    .filter(({ offset }) => offset < to)
    .slice(0, limit);
}

/**
 * Entries of a log with gaps, for the whole log. What was written before the first gap is where it was, and what was
 * written after the last one is as far from the end; in between nobody knows.
 *
 * @param gaps - offsets in what was kept
 * @param missing - bytes of all gaps together
 */
export function acrossGaps(
  entries: readonly LogTimeState[],
  gaps: readonly number[],
  missing: number,
): LogTimeState[] {
  if (gaps.length === 0) return [...entries];
  const first = Math.min(...gaps);
  const last = Math.max(...gaps);
  return entries.flatMap(({ offset, at }) => {
    if (offset < first) return [{ offset, at }];
    return offset >= last ? [{ offset: offset + missing, at }] : [];
  });
}
