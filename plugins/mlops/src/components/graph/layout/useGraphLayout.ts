import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { DrawingCache } from './DrawingCache';
import { draw, type Drawings } from './drawings';
import { fittingFlow } from './fittingFlow';
import type { Flow, GraphLayout, GraphShape } from './GraphLayout';
import { shapeKey } from './shapeKey';
import { useFrameSize } from './useFrameSize';

/** Up to here drawing takes less time than a frame. */
const AT_ONCE = 100;

/** Shared by all pages, so that one who comes back sees the graph at once. A large drawing takes about 1 MB. */
const cache = new DrawingCache(20);

/**
 * Where to draw the tasks; `null` until the first drawing of a large graph is there. Computed anew only
 * when tasks or edges change, never for a change of state, and kept when one leaves the page. The graph
 * flows the way that shows it larger in its frame.
 */
export function useGraphLayout(
  shape: GraphShape,
  frame: RefObject<HTMLElement>,
): GraphLayout | null {
  const drawings = useDrawings(shape);
  const size = useFrameSize(frame);
  const flow = useRef<Flow>('right');
  if (!drawings) return null;
  const extents = { right: drawings.right.extent, down: drawings.down.extent };
  flow.current = fittingFlow(extents, size, flow.current);
  return drawings[flow.current];
}

function useDrawings(shape: GraphShape): Drawings | null {
  const { key, shape: drawn } = useSameWhileAlike(shape);
  const [late, setLate] = useState<{ key: string; drawings: Drawings }>();
  const atOnce = useMemo(() => {
    const known = cache.get(key);
    if (known || drawn.length > AT_ONCE) return known ?? null;
    return keep(key, draw(drawn));
  }, [key, drawn]);

  useEffect(() => {
    if (atOnce) return undefined;
    let here = true;
    const show = (drawings: Drawings) => {
      keep(key, drawings);
      if (here) setLate({ key, drawings });
    };
    // A browser policy may forbid workers; the page then waits a moment instead.
    const withoutWorker = () => here && show(draw(drawn));
    if (typeof Worker === 'undefined') withoutWorker();
    else {
      import('./drawInWorker')
        .then(({ drawInWorker }) => drawInWorker(drawn))
        .then(show, withoutWorker);
    }
    return () => {
      here = false;
    };
  }, [atOnce, key, drawn]);
  // While a changed graph is drawn, the one before stays in sight.
  return atOnce ?? late?.drawings ?? null;
}

function keep(key: string, drawings: Drawings): Drawings {
  cache.set(key, drawings);
  return drawings;
}

/** The first of several shapes in a row that are drawn alike. */
function useSameWhileAlike(shape: GraphShape) {
  const key = useMemo(() => shapeKey(shape), [shape]);
  const held = useRef({ key, shape });
  if (held.current.key !== key) held.current = { key, shape };
  return held.current;
}
