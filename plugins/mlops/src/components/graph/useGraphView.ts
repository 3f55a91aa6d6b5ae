import { useCallback, useEffect, useRef, type RefObject } from 'react';
import { getViewportForBounds, useReactFlow, useStoreApi } from '@xyflow/react';
import type { GraphLayout } from './layout/GraphLayout';
import { reducedMotion } from './reducedMotion';
import { NEAR } from './useVisibleTasks';

/** Of the canvas; a thousand tasks in a row of blocks are seen whole at 0.1. */
export const ZOOM = { min: 0.02, max: 2 };

/** Pixels that stay free around a graph; the search stands above a large one, buttons stand beside it. */
const ROOM = { small: { top: 26, left: 26 }, large: { top: 92, left: 64 } };
const ROOM_BEHIND = 26;

/** Zoom at which one looks at a task that was searched for. */
const CLOSE = 0.9;

/** Milliseconds of a movement that the eye follows. */
const GLIDE = 200;

/**
 * Keeps the graph in its frame until a person moves it, and the selected task in sight.
 *
 * @param whole - open with the whole graph, even where names cannot be read; else such a graph is shown from
 * its start
 * @param guided - whether the page chose the selected task: it then stays where it is once a person moved the
 * graph, because the page goes on from task to task while they look
 * @param large - whether the search stands above the graph
 */
export function useGraphView(
  frame: RefObject<HTMLDivElement>,
  layout: GraphLayout,
  selected: string | null,
  { whole, large, guided }: { whole: boolean; large: boolean; guided: boolean },
) {
  const { setCenter, setViewport } = useReactFlow();
  const store = useStoreApi();
  const touched = useRef(false);

  const reveal = useCallback(
    (name: string, { close }: { close: boolean }) => {
      const place = layout.positions.get(name);
      const { transform, width, height } = store.getState();
      if (!place || width === 0) return;
      const [dx, dy, zoom] = transform;
      const left = place.x * zoom + dx;
      const top = place.y * zoom + dy;
      const inside =
        left >= 0 &&
        top >= 0 &&
        left + layout.size.width * zoom <= width &&
        top + layout.size.height * zoom <= height;
      if (inside && (!close || zoom >= NEAR)) return;
      setCenter(
        place.x + layout.size.width / 2,
        place.y + layout.size.height / 2,
        {
          zoom: close && zoom < NEAR ? CLOSE : zoom,
          duration: reducedMotion() ? 0 : GLIDE,
        },
      );
    },
    [layout, store, setCenter],
  );

  const show = useCallback(
    (all: boolean, duration: number) => {
      const { width, height } = store.getState();
      if (width === 0) return;
      const { top, left } = large ? ROOM.large : ROOM.small;
      const bounds = { x: 0, y: 0, ...layout.extent };
      const fitted = getViewportForBounds(bounds, width, height, ZOOM.min, 1, {
        top: `${top}px`,
        right: `${ROOM_BEHIND}px`,
        bottom: `${ROOM_BEHIND}px`,
        left: `${left}px`,
      });
      setViewport(
        all || fitted.zoom >= NEAR ? fitted : { x: left, y: top, zoom: NEAR },
        { duration },
      );
    },
    [layout, store, setViewport, large],
  );

  const fit = useCallback(() => {
    touched.current = false;
    show(true, reducedMotion() ? 0 : GLIDE);
  }, [show]);

  useEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const fitAgain = () => {
      if (!touched.current) show(whole, 0);
    };
    fitAgain();
    if (typeof ResizeObserver === 'undefined') return undefined;
    // After the canvas has seen its new size itself.
    const observer = new ResizeObserver(() => requestAnimationFrame(fitAgain));
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame, show, whole]);

  useEffect(() => {
    if (selected === null || (guided && touched.current)) return;
    reveal(selected, { close: false });
  }, [selected, guided, reveal]);

  const moved = useCallback(() => {
    touched.current = true;
  }, []);
  return { reveal, fit, moved };
}
