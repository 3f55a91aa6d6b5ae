import { useCallback, useEffect, useRef, useState } from 'react';
import { findHits, MOST_HITS, type Hit } from './findHits';
import type { LogReader, LogSnapshot } from './LogReader';

/** Lines searched before the page gets its turn again. */
const SLICE = 20_000;

export interface LogSearch {
  hits: readonly Hit[];
  /** Index of the current hit in `hits`; -1 without one. */
  at: number;
  /** Whether lines are left to be searched. */
  busy: boolean;
  step(by: 1 | -1): void;
}

/** Searches the lines held, in slices, and those that arrive later. */
export function useLogSearch(
  reader: LogReader,
  snapshot: LogSnapshot,
  query: string,
): LogSearch {
  const { count, shift } = snapshot;
  const [hits, setHits] = useState<readonly Hit[]>([]);
  const [at, setAt] = useState(-1);
  const [busy, setBusy] = useState(false);
  const scanned = useRef({ reader, query: '', shift: 0, lines: 0 });

  useEffect(() => {
    const before = scanned.current;
    const anew =
      before.reader !== reader ||
      before.query !== query ||
      before.shift !== shift;
    // The last line of the time before may have been unfinished: it is searched again.
    let from = anew ? 0 : Math.max(0, before.lines - 1);
    let timer: ReturnType<typeof setTimeout> | undefined;
    if (anew) {
      setHits([]);
      setAt(query === '' ? -1 : 0);
    }
    const slice = () => {
      const to = Math.min(count, from + SLICE);
      const first = from;
      const found = findHits(reader.line, query, first, to);
      setHits(held => {
        const kept = held.filter(hit => hit.index < first);
        return found.length === 0 && kept.length === held.length
          ? held
          : [...kept, ...found].slice(0, MOST_HITS);
      });
      from = to;
      scanned.current = { reader, query, shift, lines: to };
      const more = to < count;
      setBusy(more);
      if (more) timer = setTimeout(slice);
    };
    if (query === '') {
      scanned.current = { reader, query, shift, lines: 0 };
      setBusy(false);
    } else {
      slice();
    }
    return () => clearTimeout(timer);
  }, [reader, query, count, shift]);

  const step = useCallback(
    (by: 1 | -1) =>
      setAt(now =>
        hits.length === 0 ? -1 : (now + by + hits.length) % hits.length,
      ),
    [hits.length],
  );
  return { hits, at: hits.length === 0 ? -1 : Math.max(0, at), busy, step };
}
