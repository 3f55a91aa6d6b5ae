import { useEffect, useState } from 'react';

/** Milliseconds between two looks at the clock. */
const TICK = 1_000;

/** One clock for the page, however many times and durations are on it: they tick together, in one drawing. */
const listeners = new Set<(now: number) => void>();
let clock: ReturnType<typeof setInterval> | null = null;

/** Milliseconds since the epoch, renewed every second while `ticking`. */
export function useNow(ticking: boolean): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    setNow(Date.now());
    if (!ticking) return undefined;
    listeners.add(setNow);
    clock ??= setInterval(tick, TICK);
    return () => {
      listeners.delete(setNow);
      if (listeners.size > 0 || clock === null) return;
      clearInterval(clock);
      clock = null;
    };
  }, [ticking]);
  return now;
}

function tick() {
  const now = Date.now();
  listeners.forEach(listener => listener(now));
}
