import { useCallback } from 'react';
import { formatDuration } from '../shared/formatDuration';
import { useClock } from '../shared/useNow';

/** How long something took, or takes so far; counts on while `to` is `null`. Both ISO 8601. */
export function Elapsed({ from, to }: { from: string; to: string | null }) {
  const tell = useCallback(
    (now: number) =>
      formatDuration(
        Math.max(0, (to === null ? now : Date.parse(to)) - Date.parse(from)),
      ),
    [from, to],
  );
  return <>{useClock(tell, to === null)}</>;
}
