import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import {
  formatLineRange,
  parseLineRange,
  type LineRange,
} from '../log/lineRange';
import { formatRunLocation, parseRunLocation } from './runLocation';

/** The lines that the address links. A link names task and attempt too, so that it brings back the same lines. */
export function useLinkedLines(task: string, attempt: number | null) {
  const { search, hash } = useLocation();
  const navigate = useNavigate();
  const linked = useMemo(() => parseLineRange(hash), [hash]);
  const link = useCallback(
    (range: LineRange) => {
      const before = new URLSearchParams(search);
      const location = { ...parseRunLocation(before), task, attempt };
      const query = formatRunLocation(location, before).toString();
      navigate(
        { search: `?${query}`, hash: formatLineRange(range) },
        { replace: true },
      );
    },
    [navigate, search, task, attempt],
  );
  return { linked, link };
}
