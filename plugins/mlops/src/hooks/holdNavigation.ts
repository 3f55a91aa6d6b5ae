import {
  parsePath,
  type Navigator,
  type NavigateOptions,
  type To,
} from 'react-router-dom';
import type { Place } from './isSamePlace';

/** Of a router in a browser, the history itself, which says more than the type. */
type RouterHistory = Navigator & { location?: Place };

/**
 * Keeps the router where it is, until it is released or somebody has decided to go on.
 *
 * `useBlocker` of the router needs a data router, and the portal of Backstage has none. So the history is overlaid
 * that the links of all plugins share. Back and forward of the browser cannot be stopped: they are turned back, and
 * the router, which hears of them first, finds in the history the place where it was.
 *
 * @param stays - whether a place is still the one that is held
 * @param onLeave - somebody wants to leave; the function that it gets goes where they wanted
 * @returns the release
 */
export function holdNavigation(
  history: RouterHistory,
  stays: (place: Place) => boolean,
  onLeave: (go: () => void) => void,
): () => void {
  const { push, replace } = history;
  const location = Object.getOwnPropertyDescriptor(history, 'location');
  let held = history.location;
  let index = indexOf(window.history.state) ?? 0;
  let isLeaving = false;

  const guarded =
    (navigate: typeof push) =>
    (to: To, state?: unknown, options?: NavigateOptions) => {
      const go = () => {
        isLeaving = true;
        navigate(to, state, options);
        isLeaving = false;
        index = indexOf(window.history.state) ?? index;
      };
      if (stays(placeOf(to, held))) go();
      else onLeave(go);
    };
  history.push = guarded(push);
  history.replace = guarded(replace);

  if (location?.get) {
    Object.defineProperty(history, 'location', {
      ...location,
      get: () => {
        const now: Place = location.get?.call(history);
        if (isLeaving || stays(now)) held = now;
        return held;
      },
    });
  }

  const onPop = ({ state }: PopStateEvent) => {
    if (isLeaving || stays(window.location)) {
      isLeaving = false;
      index = indexOf(state) ?? index;
      return;
    }
    // What is no entry of the router has no number; most likely somebody went back.
    const steps = (indexOf(state) ?? index - 1) - index;
    window.history.go(-steps);
    onLeave(() => {
      isLeaving = true;
      window.history.go(steps);
    });
  };
  window.addEventListener('popstate', onPop);

  return () => {
    Object.assign(history, { push, replace });
    if (location) Object.defineProperty(history, 'location', location);
    window.removeEventListener('popstate', onPop);
  };
}

/** Number of an entry of the browser's history, as the router counts them. */
function indexOf(state: unknown): number | undefined {
  const hasIndex =
    typeof state === 'object' && state !== null && 'idx' in state;
  return hasIndex && typeof state.idx === 'number' ? state.idx : undefined;
}

/** What an address leaves out stays as it is. */
function placeOf(to: To, held: Place | undefined): Place {
  const path = typeof to === 'string' ? parsePath(to) : to;
  return {
    pathname: path.pathname ?? held?.pathname ?? '',
    search: path.search ?? '',
  };
}
