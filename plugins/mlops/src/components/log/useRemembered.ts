import { useCallback, useState } from 'react';

/** A switch that this browser remembers; off at first. */
export function useRemembered(key: string): [boolean, (on: boolean) => void] {
  const [on, setOn] = useState(
    () => window.localStorage.getItem(key) === 'true',
  );
  const change = useCallback(
    (next: boolean) => {
      setOn(next);
      window.localStorage.setItem(key, String(next));
    },
    [key],
  );
  return [on, change];
}
