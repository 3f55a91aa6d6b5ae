import { useCallback, useEffect, useRef, type RefObject } from 'react';
import { useReactFlow, useStoreApi } from '@xyflow/react';
import { reducedMotion } from './reducedMotion';
import type { GraphLayout } from './layout';

/** Names stay readable; a graph too large for that is shown from its middle or its selected task. */
export const FIT = { padding: 0.04, maxZoom: 1, minZoom: 0.6 };

/** Milliseconds of a movement that the eye follows. */
const GLIDE = 200;

/** Keeps the graph in its frame until a person moves it, and the selected task in sight. */
export function useGraphView(
  frame: RefObject<HTMLElement>,
  layout: GraphLayout,
  selected: string | null,
) {
  const { fitView, setCenter } = useReactFlow();
  const store = useStoreApi();
  const touched = useRef(false);

  const reveal = useCallback(
    (name: string, { focus }: { focus: boolean }) => {
      const place = layout.positions.get(name);
      if (!place) return;
      const { transform, width, height } = store.getState();
      const [dx, dy, zoom] = transform;
      const left = place.x * zoom + dx;
      const top = place.y * zoom + dy;
      const inside =
        left >= 0 &&
        top >= 0 &&
        left + layout.size.width * zoom <= width &&
        top + layout.size.height * zoom <= height;
      const focusIt = () => {
        if (!focus) return;
        frame.current
          ?.querySelector<HTMLElement>(`[data-id="${CSS.escape(name)}"]`)
          ?.focus({ preventScroll: true });
      };
      if (inside || width === 0) {
        focusIt();
        return;
      }
      setCenter(
        place.x + layout.size.width / 2,
        place.y + layout.size.height / 2,
        { zoom, duration: reducedMotion() ? 0 : GLIDE },
      )
        // Only tasks in sight are part of the page, and they are drawn after the movement.
        .then(() => requestAnimationFrame(focusIt));
    },
    [layout, store, frame, setCenter],
  );

  const fit = useCallback(() => {
    touched.current = false;
    fitView({ ...FIT, duration: reducedMotion() ? 0 : GLIDE });
  }, [fitView]);

  useEffect(() => {
    const element = frame.current;
    if (!element || typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(() => {
      if (!touched.current) requestAnimationFrame(() => fitView(FIT));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame, fitView, layout]);

  useEffect(() => {
    if (selected !== null) reveal(selected, { focus: false });
  }, [selected, reveal]);

  const moved = useCallback(() => {
    touched.current = true;
  }, []);
  return { reveal, fit, moved };
}
