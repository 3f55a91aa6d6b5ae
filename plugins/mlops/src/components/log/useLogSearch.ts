import { useCallback, useEffect, useState } from 'react';
import { FoundLines, type Hit } from './FoundLines';
import type { LogDocument } from './LogDocument';
import type { LogSource } from './LogSource';
import { pause } from './pause';
import { readSearch } from './readSearch';

/** Milliseconds without a key after which a text is looked for. */
const TYPED = 200;

/** Milliseconds between two views of what is found while it is being found. */
const SHOW_EVERY = 100;

/** Milliseconds between two looks at what was written since. */
const LOOK_AGAIN = 1_000;

/** How far a search is. */
interface Progress {
  found: FoundLines;
  state: 'idle' | 'searching' | 'done' | 'cut' | 'failed';
  error: Error | null;
}

export interface LogSearch extends Progress {
  /** Number of the current hit, from 0; -1 without one. */
  at: number;
  hit: Hit | null;
  step(by: 1 | -1): void;
}

const idle: Progress = { found: FoundLines.none, state: 'idle', error: null };

/** Looks for a text in all of a log, and in what is written to it meanwhile. */
export function useLogSearch(
  source: LogSource,
  log: LogDocument,
  text: string,
): LogSearch {
  const [progress, setProgress] = useState(idle);
  const [at, setAt] = useState(0);

  useEffect(() => {
    setProgress(text === '' ? idle : { ...idle, state: 'searching' });
    setAt(0);
    if (text === '') return undefined;
    const aborter = new AbortController();
    search({ source, log, text, signal: aborter.signal }, setProgress).catch(
      (cause: unknown) => {
        if (aborter.signal.aborted) return;
        const error = cause instanceof Error ? cause : new Error(String(cause));
        setProgress(({ found }) => ({ found, state: 'failed', error }));
      },
    );
    return () => aborter.abort();
  }, [source, log, text]);

  const { count } = progress.found;
  const step = useCallback(
    (by: 1 | -1) =>
      setAt(now => (count === 0 ? 0 : (now + by + count) % count)),
    [count],
  );
  const [hit, setHit] = useState<Hit | null>(null);
  const current = progress.found.hit(at);
  // The same hit stays the same object while more is found.
  if (hit?.line !== current?.line || hit?.nth !== current?.nth) setHit(current);
  return { ...progress, at: count === 0 ? -1 : at, hit, step };
}

async function search(
  wanted: {
    source: LogSource;
    log: LogDocument;
    text: string;
    signal: AbortSignal;
  },
  tell: (progress: Progress) => void,
): Promise<void> {
  const { source, log, text, signal } = wanted;
  await pause(TYPED, signal);
  let found = FoundLines.none;
  let from = 0;
  while (!signal.aborted) {
    const { size } = log.getSnapshot();
    let fresh: Array<{ line: number; hits: number }> = [];
    let shownAt = Date.now();
    let complete: boolean | null = null;
    const events = readSearch(await source.search({ text, from, signal }));
    for await (const event of events) {
      if (event.type === 'line') {
        fresh.push({ line: event.line - 1, hits: event.hits });
      } else if (event.type === 'end') {
        from = event.to;
        complete = event.complete;
      }
      if (Date.now() - shownAt > SHOW_EVERY) {
        shownAt = Date.now();
        found = found.with(fresh);
        fresh = [];
        tell({ found, state: 'searching', error: null });
      }
    }
    if (signal.aborted) return;
    if (complete === null) throw new Error('The search ended before its end');
    found = found.with(fresh);
    tell({ found, state: complete ? 'done' : 'cut', error: null });
    if (!complete) return;
    do await pause(LOOK_AGAIN, signal);
    while (!signal.aborted && log.getSnapshot().size <= size);
  }
}
