import { useEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { fittingFlow } from './fittingFlow';
import { layout, type Flow, type GraphLayout, type GraphShape } from './layout';
import { shapeKey } from './shapeKey';
import { useFrameSize } from './useFrameSize';

/** Up to here both layouts together take less time than people notice: about 60 ms. */
const AT_ONCE = 100;

/**
 * Where to draw the tasks; `null` until the first layout of a large graph is there. Computed anew only
 * when tasks or edges change, never for a change of state. A graph that can be seen whole flows the way
 * that shows it larger in its frame; one to be walked through flows to the right.
 */
export function useGraphLayout(
  shape: GraphShape,
  frame: RefObject<HTMLElement>,
): GraphLayout | null {
  const drawn = useSameWhileAlike(shape);
  const small = drawn.length <= AT_ONCE;
  const fitted = useFittedLayout(drawn, frame, small);
  const computed = useComputedLayout(drawn, !small);
  return small ? fitted : computed;
}

function useFittedLayout(
  shape: GraphShape,
  frame: RefObject<HTMLElement>,
  wanted: boolean,
): GraphLayout | null {
  const size = useFrameSize(frame);
  const flow = useRef<Flow>('right');
  const layouts = useMemo(
    () =>
      wanted
        ? { right: layout(shape, 'right'), down: layout(shape, 'down') }
        : null,
    [shape, wanted],
  );
  if (!layouts) return null;
  const extents = { right: layouts.right.extent, down: layouts.down.extent };
  flow.current = fittingFlow(extents, size, flow.current);
  return layouts[flow.current];
}

function useComputedLayout(
  shape: GraphShape,
  wanted: boolean,
): GraphLayout | null {
  const [computed, setComputed] = useState<GraphLayout | null>(null);
  useEffect(() => {
    if (!wanted) return undefined;
    let here = true;
    const show = (result: GraphLayout) => {
      if (here) setComputed(result);
    };
    const atOnce = () => show(layout(shape, 'right'));
    if (typeof Worker === 'undefined') {
      atOnce();
    } else {
      import('./layoutInWorker')
        .then(({ layoutInWorker }) => layoutInWorker(shape, 'right'))
        // A browser policy may forbid workers; the page then waits a moment instead.
        .then(show, atOnce);
    }
    return () => {
      here = false;
    };
  }, [shape, wanted]);
  return computed;
}

/** The first of several shapes in a row that are drawn alike. */
function useSameWhileAlike(shape: GraphShape): GraphShape {
  const key = shapeKey(shape);
  const held = useRef({ key, shape });
  if (held.current.key !== key) held.current = { key, shape };
  return held.current.shape;
}
