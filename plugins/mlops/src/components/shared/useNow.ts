import { useCallback, useSyncExternalStore } from 'react';

/** Milliseconds between two looks at the clock. */
const TICK = 1_000;

/** One clock for the page, however many times and durations are on it: they tick together, in one drawing. */
const listeners = new Set<() => void>();
let clock: ReturnType<typeof setInterval> | null = null;
let now = Date.now();

function listen(listener: () => void): () => void {
  listeners.add(listener);
  clock ??= setInterval(tick, TICK);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0 || clock === null) return;
    clearInterval(clock);
    clock = null;
  };
}

function tick() {
  now = Date.now();
  listeners.forEach(listener => listener());
}

function look(): number {
  // Without a clock that ticks, nobody else renews it; it must not change while one drawing goes on.
  if (clock === null && Date.now() - now > TICK) now = Date.now();
  return now;
}

const NEVER = () => () => undefined;

/** Milliseconds since the epoch, renewed every second while `ticking`. */
export function useNow(ticking: boolean): number {
  return useClock(instant => instant, ticking);
}

/** What `tell` makes of the time; drawn again only when that has become something else. */
export function useClock<T extends string | number>(
  tell: (now: number) => T,
  ticking = true,
): T {
  const told = useCallback(() => tell(look()), [tell]);
  return useSyncExternalStore(ticking ? listen : NEVER, told);
}
