import { useCallback, useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import {
  formatRunFilters,
  parseRunFilters,
  type RunFilters,
} from './runFilters';

/** The filters as the address holds them. */
export function useRunFilters() {
  const [search, setSearch] = useSearchParams();
  const filters = useMemo(() => parseRunFilters(search), [search]);
  const change = useCallback(
    (part: Partial<RunFilters>) =>
      setSearch(
        before =>
          formatRunFilters({ ...parseRunFilters(before), ...part }, before),
        { replace: true },
      ),
    [setSearch],
  );
  return { filters, change };
}
