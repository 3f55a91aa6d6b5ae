import {
  useCallback,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type RefObject,
} from 'react';
import { RowHeights } from './RowHeights';
import {
  elementHeight,
  placeOf,
  scrolled,
  type ScrollPlace,
} from './scrollPlace';

/** Pixels of an unwrapped line; the style sheet sets the same. */
const LINE = 20;

/** Pixels drawn above and below what is in sight. */
const BEYOND = 600;

/** Pixels from the end within which the view counts as being at the end. */
const NEAR_END = 24;

/** Milliseconds after the last scroll until the scroll bar is put in proportion again. */
const REST = 200;

export interface LogScroll {
  /** Of the scrolling element. */
  frame: RefObject<HTMLDivElement>;
  /** Around the drawn rows. */
  rows: RefObject<HTMLDivElement>;
  /** The first row to be drawn, and the one behind the last. */
  first: number;
  end: number;
  /** Pixels of the element that stands for all rows, and before the first drawn row. */
  height: number;
  offset: number;
  onScroll(): void;
  /** Rows in sight, for reading ahead of them. */
  rowInSight(): number;
}

/**
 * Draws only the rows in sight of any number of them. Rows may be higher than a line; their height is measured
 * once they are drawn, and what is in sight stays where it is.
 *
 * @param shown - a row to be put in the middle, a new object each time
 */
export function useLogScroll(options: {
  rowCount: number;
  wrap: boolean;
  following: boolean;
  onScrolled(atEnd: boolean): void;
  shown: { row: number } | null;
}): LogScroll {
  const { rowCount, wrap, following, onScrolled, shown } = options;
  const frame = useRef<HTMLDivElement>(null);
  const rows = useRef<HTMLDivElement>(null);
  const [heights] = useState(() => new RowHeights(LINE));
  const [view, setView] = useState(0);
  const [place, setPlace] = useState<ScrollPlace>({ y: 0, at: 0 });
  const latest = useRef(place);
  /** The row that stays in the middle while heights become known, until a person scrolls. */
  const pinned = useRef<number | null>(null);
  const resting = useRef<ReturnType<typeof setTimeout>>();

  const space = { total: heights.top(rowCount), view };
  const spaceNow = useRef(space);
  spaceNow.current = space;

  const go = useCallback((next: ScrollPlace) => {
    const element = frame.current;
    latest.current = next;
    if (element && Math.abs(element.scrollTop - next.at) >= 1) {
      element.scrollTop = next.at;
      // Browsers round; what they made of it is no way that somebody scrolled.
      latest.current = { ...next, at: element.scrollTop };
    }
    // A new object: rows may have moved though the place is the same.
    setPlace({ ...latest.current });
  }, []);

  const middleOf = useCallback(
    (row: number) =>
      heights.top(row) - Math.max(0, (spaceNow.current.view - LINE) / 2),
    [heights],
  );

  useLayoutEffect(() => {
    const element = frame.current;
    if (!element) return undefined;
    const measure = () => setView(element.clientHeight);
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    const free = () => {
      pinned.current = null;
    };
    for (const event of ['wheel', 'pointerdown', 'touchstart', 'keydown']) {
      element.addEventListener(event, free, { passive: true });
    }
    return () => {
      observer.disconnect();
      clearTimeout(resting.current);
      for (const event of ['wheel', 'pointerdown', 'touchstart', 'keydown']) {
        element.removeEventListener(event, free);
      }
    };
  }, []);

  const first = heights.rowAt(place.y - BEYOND, rowCount);
  const end = Math.min(
    rowCount,
    heights.rowAt(place.y + view + BEYOND, rowCount) + 1,
  );

  useLayoutEffect(() => {
    const anchor = heights.rowAt(latest.current.y, rowCount);
    const within = latest.current.y - heights.top(anchor);
    let changed = false;
    if (wrap) {
      for (const row of rows.current?.children ?? []) {
        const number = Number(row.getAttribute('data-row'));
        const { height } = row.getBoundingClientRect();
        if (height > 0 && heights.set(number, height)) changed = true;
      }
    }
    const now = { total: heights.top(rowCount), view };
    spaceNow.current = now;
    let { y } = latest.current;
    if (following) y = now.total;
    else if (pinned.current !== null) y = middleOf(pinned.current);
    else if (changed) y = heights.top(anchor) + within;
    const next = placeOf(y, now);
    if (changed || Math.abs(next.y - latest.current.y) >= 0.5) go(next);
  });

  useLayoutEffect(() => {
    const anchor = heights.rowAt(latest.current.y, rowCount);
    heights.clear();
    // Where it was, by the row: what was measured is of no use any more.
    go(placeOf(heights.top(anchor), spaceNow.current));
    // Only when lines begin or cease to wrap.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [wrap]);

  useEffect(() => {
    if (!shown) return;
    pinned.current = shown.row;
    go(placeOf(middleOf(shown.row), spaceNow.current));
  }, [shown, go, middleOf]);

  const onScroll = () => {
    const element = frame.current;
    if (!element || element.scrollTop === latest.current.at) return;
    const next = scrolled(latest.current, element.scrollTop, spaceNow.current);
    latest.current = next;
    setPlace(next);
    const { total } = spaceNow.current;
    onScrolled(total - next.y - view < NEAR_END);
    clearTimeout(resting.current);
    resting.current = setTimeout(() => {
      const rest = placeOf(latest.current.y, spaceNow.current);
      if (Math.abs(rest.at - latest.current.at) >= 1) go(rest);
    }, REST);
  };

  return {
    frame,
    rows,
    first,
    end,
    height: elementHeight(space),
    offset: heights.top(first) - place.y + place.at,
    onScroll,
    rowInSight: () => heights.rowAt(latest.current.y, rowCount),
  };
}
