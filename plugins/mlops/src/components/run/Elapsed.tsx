import { useNow } from '../gantt/useNow';
import { formatDuration } from '../shared/formatDuration';

/** How long something took, or takes so far; counts on while `to` is `null`. Both ISO 8601. */
export function Elapsed({ from, to }: { from: string; to: string | null }) {
  const now = useNow(to === null);
  const ms = Math.max(
    0,
    (to === null ? now : Date.parse(to)) - Date.parse(from),
  );
  return <>{formatDuration(ms)}</>;
}
