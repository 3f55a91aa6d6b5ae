import { useCallback } from 'react';
import { useSearchParams } from 'react-router-dom';

/** A value of the page's address; what is empty does not stand there. */
export function useQueryState(
  name: string,
): [value: string, set: (value: string) => void] {
  const [query, setQuery] = useSearchParams();
  const set = useCallback(
    (value: string) =>
      setQuery(
        before => {
          const after = new URLSearchParams(before);
          if (value === '') after.delete(name);
          else after.set(name, value);
          return after;
        },
        { replace: true },
      ),
    [name, setQuery],
  );
  return [query.get(name) ?? '', set];
}
