import { useEffect, useMemo, useRef, useState } from 'react';
import { layout, type GraphLayout, type GraphShape } from './layout';
import { shapeKey } from './shapeKey';

/** Up to here a layout takes less time than people notice: about 60 ms. */
const AT_ONCE = 200;

/**
 * Where to draw the tasks; `null` until the first layout of a large graph is there. Computed anew only
 * when tasks or edges change, never for a change of state.
 */
export function useGraphLayout(shape: GraphShape): GraphLayout | null {
  const drawn = useSameWhileAlike(shape);
  const atOnce = drawn.length <= AT_ONCE;
  const direct = useMemo(
    () => (atOnce ? layout(drawn) : null),
    [drawn, atOnce],
  );
  const [computed, setComputed] = useState<GraphLayout | null>(null);

  useEffect(() => {
    if (atOnce) return undefined;
    let wanted = true;
    const show = (result: GraphLayout) => {
      if (wanted) setComputed(result);
    };
    const here = () => show(layout(drawn));
    if (typeof Worker === 'undefined') {
      here();
    } else {
      import('./layoutInWorker')
        .then(({ layoutInWorker }) => layoutInWorker(drawn))
        // A browser policy may forbid workers; the page then waits a moment instead.
        .then(show, here);
    }
    return () => {
      wanted = false;
    };
  }, [drawn, atOnce]);

  return direct ?? computed;
}

/** The first of several shapes in a row that are drawn alike. */
function useSameWhileAlike(shape: GraphShape): GraphShape {
  const key = shapeKey(shape);
  const held = useRef({ key, shape });
  if (held.current.key !== key) held.current = { key, shape };
  return held.current.shape;
}
