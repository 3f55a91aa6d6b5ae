import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { LogDocument, type LogSnapshot } from './LogDocument';
import type { LogSource } from './LogSource';

const nothing = () => () => undefined;

/**
 * Reads a log for as long as the component is there. A new `source` begins anew; `live` tells whether more
 * may be written and may change at any time. `attempts` grows when a person asks to try again.
 */
export function useLogDocument(
  source: LogSource,
  live: boolean,
  attempts: number,
): { log: LogDocument; snapshot: LogSnapshot } | null {
  const [log, setLog] = useState<LogDocument | null>(null);
  const alive = useRef(live);
  alive.current = live;

  useEffect(() => {
    const opened = new LogDocument(source, alive.current);
    setLog(opened);
    void opened.open();
    return () => opened.close();
  }, [source, attempts]);

  useEffect(() => log?.setLive(live), [log, live]);

  const snapshot = useSyncExternalStore(
    log?.subscribe ?? nothing,
    () => log?.getSnapshot() ?? null,
  );
  return log && snapshot ? { log, snapshot } : null;
}
