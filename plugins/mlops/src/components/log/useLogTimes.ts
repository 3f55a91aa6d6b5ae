import { useEffect, useReducer, useState } from 'react';
import type { LogDocument } from './LogDocument';
import type { LogSource } from './LogSource';
import { LogTimes } from './LogTimes';

/** The times of the lines of a log, while they are shown. */
export function useLogTimes(
  source: LogSource,
  log: LogDocument,
  shown: boolean,
): LogTimes | null {
  const [times, setTimes] = useState<LogTimes | null>(null);
  const [, changed] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    if (!shown) return undefined;
    const opened = new LogTimes(source, log, changed);
    setTimes(opened);
    return () => {
      opened.close();
      setTimes(null);
    };
  }, [source, log, shown]);
  return times;
}
