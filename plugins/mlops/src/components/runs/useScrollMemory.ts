import { useCallback, useLayoutEffect, useRef, type RefObject } from 'react';
import { useLocation } from 'react-router-dom';

/** Places of the history kept; older ones begin at the top. */
const KEPT = 50;

const offsets = new Map<string, number>();

/** How far a frame was scrolled when the person left the page, for when they come back to it. */
export function useScrollMemory(frame: RefObject<HTMLElement | null>) {
  const { key } = useLocation();
  const first = useRef(offsets.get(key) ?? 0);
  useLayoutEffect(() => {
    if (frame.current) frame.current.scrollTop = first.current;
  }, [frame]);
  const onScroll = useCallback(() => {
    const [oldest] = offsets.keys();
    if (oldest !== undefined && offsets.size >= KEPT && !offsets.has(key)) {
      offsets.delete(oldest);
    }
    offsets.set(key, frame.current?.scrollTop ?? 0);
  }, [frame, key]);
  return { offset: first.current, onScroll };
}
