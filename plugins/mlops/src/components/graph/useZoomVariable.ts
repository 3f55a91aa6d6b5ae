import { useLayoutEffect, type RefObject } from 'react';
import { useStoreApi } from '@xyflow/react';

/**
 * Tells the styles of one element the zoom of the canvas, for lines that stay as wide on the screen. Not by
 * `vector-effect`, which knows nothing of what scales an SVG as a whole, and not on the canvas, where all
 * cards would be styled anew for it.
 */
export function useZoomVariable(element: RefObject<SVGElement>): void {
  const store = useStoreApi();
  useLayoutEffect(() => {
    let known = 0;
    const tell = () => {
      const zoom = store.getState().transform[2];
      if (zoom === known) return;
      known = zoom;
      element.current?.style.setProperty('--mlops-zoom', String(zoom));
    };
    tell();
    return store.subscribe(tell);
  }, [store, element]);
}
