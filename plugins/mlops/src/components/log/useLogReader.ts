import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { LogReader, type LogSnapshot } from './LogReader';
import type { LogSource } from './LogSource';

const nothing = () => () => undefined;

/**
 * Reads a log for as long as the component is there. A new `source` begins anew; `live` tells whether more
 * may be written and may change at any time. `attempts` grows when a person asks to try again.
 */
export function useLogReader(
  source: LogSource,
  live: boolean,
  attempts: number,
): { reader: LogReader; snapshot: LogSnapshot } | null {
  const [reader, setReader] = useState<LogReader | null>(null);
  const alive = useRef(live);
  alive.current = live;

  useEffect(() => {
    const opened = new LogReader(source, alive.current);
    setReader(opened);
    void opened.open();
    return () => opened.close();
  }, [source, attempts]);

  useEffect(() => reader?.setLive(live), [reader, live]);

  const snapshot = useSyncExternalStore(
    reader?.subscribe ?? nothing,
    () => reader?.getSnapshot() ?? null,
  );
  return reader && snapshot ? { reader, snapshot } : null;
}
