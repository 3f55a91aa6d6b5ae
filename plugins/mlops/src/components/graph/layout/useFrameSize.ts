import { useLayoutEffect, useState, type RefObject } from 'react';
import type { Size } from './GraphLayout';

/** Pixels of an element as it grows and shrinks; nothing before it was measured. */
export function useFrameSize(frame: RefObject<HTMLElement>): Size {
  const [size, setSize] = useState<Size>({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const measure = () => {
      const { clientWidth: width, clientHeight: height } = element;
      setSize(before =>
        before.width === width && before.height === height
          ? before
          : { width, height },
      );
    };
    measure();
    if (typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [frame]);
  return size;
}
