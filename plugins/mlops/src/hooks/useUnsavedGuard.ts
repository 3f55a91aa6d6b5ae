import { useContext, useEffect, useRef, useState } from 'react';
import {
  UNSAFE_NavigationContext as NavigationContext,
  useLocation,
} from 'react-router-dom';
import { holdNavigation } from './holdNavigation';
import { isSamePlace } from './isSamePlace';

/**
 * Holds every way out of a place while something in it is not saved, until the person has decided: links, tabs and
 * what else goes through the router, back and forward of the browser, and the closing of the window, of which the
 * browser asks itself.
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
  const root = basename === '/' ? '' : basename;
  const place = useRef({ pathname: '', search: '', choices });
  place.current = { pathname: root + pathname, search, choices };

  useEffect(() => {
    if (!isUnsaved) return undefined;
    const release = holdNavigation(
      navigator,
      next => isSamePlace(place.current, next, place.current.choices),
      go => setWaiting({ go }),
    );
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener('beforeunload', onUnload);
    return () => {
      release();
      window.removeEventListener('beforeunload', onUnload);
    };
  }, [isUnsaved, navigator]);

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
