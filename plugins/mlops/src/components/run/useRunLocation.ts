import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import {
  formatRunLocation,
  parseRunLocation,
  type RunLocation,
} from './runLocation';

/** What of a run is shown, as the address says it; changes go there and nowhere else. */
export function useRunLocation() {
  const { search } = useLocation();
  const navigate = useNavigate();
  const location = useMemo(
    () => parseRunLocation(new URLSearchParams(search)),
    [search],
  );

  const go = useCallback(
    (change: Partial<RunLocation>) => {
      const before = new URLSearchParams(search);
      const next = { ...parseRunLocation(before), ...change };
      const query = formatRunLocation(next, before).toString();
      navigate({ search: query && `?${query}`, hash: '' }, { replace: true });
    },
    [navigate, search],
  );

  return { location, go };
}
