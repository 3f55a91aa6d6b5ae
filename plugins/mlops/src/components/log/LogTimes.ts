import type { LogTime } from '@mlops/plugin-mlops-common';
import type { LogDocument } from './LogDocument';
import type { LogSource } from './LogSource';
import { pause } from './pause';

/** Milliseconds between two looks at a stretch that grows. */
const LOOK_AGAIN = 1_000;

/** Ranges of bytes that are kept. */
const MOST = 400;

interface Known {
  /** Ascending. */
  times: LogTime[];
  /** Bytes before the first whose time is not known. */
  to: number;
  loading: boolean;
}

/** When lines were written: by the first byte of each. Read for the lines that are looked at. */
export class LogTimes {
  private readonly known = new Map<number, Known>();
  private readonly aborter = new AbortController();

  constructor(
    private readonly source: LogSource,
    private readonly log: LogDocument,
    /** Called when more is known. */
    private readonly changed: () => void,
  ) {}

  close() {
    this.aborter.abort();
  }

  /** ISO 8601, or `null` while it is not known. */
  of(line: number): string | null {
    const offset = this.log.beginOf(line);
    const stretch = this.log.stretchOf(line);
    if (offset === null || !stretch) return null;
    const known = this.known.get(stretch.from);
    if (!known || offset >= known.to) return null;
    return known.times[lastUpTo(known.times, offset)]?.at ?? null;
  }

  /** Reads the times of these lines as far as they are not known. */
  want(first: number, last: number) {
    for (let line = first; line <= last; line += 1) {
      const stretch = this.log.stretchOf(line);
      const offset = this.log.beginOf(line);
      if (stretch && offset !== null) this.load(stretch, offset);
    }
  }

  private load(stretch: { from: number; to: number }, offset: number) {
    const known = this.known.get(stretch.from) ?? {
      times: [],
      to: stretch.from,
      loading: false,
    };
    if (known.loading || offset < known.to) return;
    known.loading = true;
    this.known.delete(stretch.from);
    this.known.set(stretch.from, known);
    const [oldest] = this.known.keys();
    if (this.known.size > MOST) this.known.delete(oldest);
    const { signal } = this.aborter;
    const range = { from: known.to, to: stretch.to };
    this.source
      .times(range, signal)
      .then(async ({ items, to }) => {
        // The first entry of a part is the last one of the part before.
        const fresh = items.filter(
          ({ offset: at }) => at > (known.times.at(-1)?.offset ?? -1),
        );
        known.times.push(...fresh);
        known.to = Math.max(known.to, to);
        this.changed();
        if (to < stretch.to) return;
        await pause(LOOK_AGAIN, signal);
      })
      .catch(async () => {
        // The column stays empty where it is; what is read next may go well.
        await pause(LOOK_AGAIN, signal);
      })
      .finally(() => {
        known.loading = false;
        if (!signal.aborted) this.changed();
      });
  }
}

/** The place of the last entry at or before a byte; -1 without one. */
function lastUpTo(times: readonly LogTime[], offset: number): number {
  let low = -1;
  let high = times.length - 1;
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (times[middle].offset <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
