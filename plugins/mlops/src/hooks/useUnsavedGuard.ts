import { useContext, useEffect, useRef, useState } from 'react';
import {
  parsePath,
  UNSAFE_NavigationContext as NavigationContext,
  useLocation,
  type To,
} from 'react-router-dom';
import { isSamePlace, type Place } from './isSamePlace';

/**
 * Holds every way out of a place while something in it is not saved, until the person has decided: links, tabs and
 * what else goes through the router, back and forward of the browser, and the closing of the window, of which the
 * browser asks itself.
 *
 * `useBlocker` of the router needs a data router, and the portal of Backstage has none. So the router's own
 * history is overlaid here, which all links of all plugins share, and `popstate` is seen before the router sees it.
 *
 * @param choices - query parameters that choose what is shown; with the others one may go on meanwhile
 */
export function useUnsavedGuard(
  isUnsaved: boolean,
  choices: readonly string[],
) {
  const { navigator, basename } = useContext(NavigationContext);
  const { pathname, search } = useLocation();
  const [waiting, setWaiting] = useState<{ go(): void } | null>(null);
  const here = useRef({ pathname, search, index: 0 });
  const passes = useRef(false);

  useEffect(() => {
    const root = basename === '/' ? '' : basename;
    here.current = { pathname: root + pathname, search, index: indexNow() };
  }, [basename, pathname, search]);

  const chosen = choices.join();
  useEffect(() => {
    if (!isUnsaved) return undefined;
    const stays = (place: Place) =>
      isSamePlace(here.current, place, chosen.split(','));

    const { push, replace } = navigator;
    const guarded =
      (navigate: typeof push): typeof push =>
      (to, ...rest) => {
        const go = () => navigate(to, ...rest);
        if (stays(placeOf(to, here.current))) go();
        else setWaiting({ go });
      };
    navigator.push = guarded(push);
    navigator.replace = guarded(replace);

    const onPop = (event: PopStateEvent) => {
      if (passes.current || stays(window.location)) return;
      event.stopImmediatePropagation();
      // What is no entry of the router has no number; most likely somebody went back.
      const steps =
        (event.state?.idx ?? here.current.index - 1) - here.current.index;
      window.history.go(-steps);
      setWaiting({
        go: () => {
          passes.current = true;
          window.history.go(steps);
        },
      });
    };
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('popstate', onPop, { capture: true });
    window.addEventListener('beforeunload', onUnload);
    return () => {
      Object.assign(navigator, { push, replace });
      window.removeEventListener('popstate', onPop, { capture: true });
      window.removeEventListener('beforeunload', onUnload);
    };
  }, [isUnsaved, chosen, navigator]);

  return {
    /** Somebody wants to leave. */
    isAsking: waiting !== null,
    stay: () => setWaiting(null),
    leave: () => {
      setWaiting(null);
      waiting?.go();
    },
  };
}

/** Number of the entry in the history, as the router counts them. */
function indexNow(): number {
  return window.history.state?.idx ?? 0;
}

/** The router makes addresses absolute before it goes there; what it leaves out stays as it is. */
function placeOf(to: To, { pathname }: Place): Place {
  const path = typeof to === 'string' ? parsePath(to) : to;
  return { pathname: path.pathname ?? pathname, search: path.search ?? '' };
}
