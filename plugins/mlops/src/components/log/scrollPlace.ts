/**
 * Pixels up to which every browser can make an element; some stop at 17.8 million. What is higher is shown in an
 * element of this height, behind which it moves.
 */
export const TALLEST = 12_000_000;

/** Where a view is in what may be too high to be scrolled as it is. All in pixels. */
export interface ScrollPlace {
  /** Of all that can be scrolled through, before the upper edge of the view. */
  y: number;
  /** What the element says for it, `scrollTop`. */
  at: number;
}

export interface ScrollSpace {
  /** Height of all. */
  total: number;
  /** Height of the view. */
  view: number;
}

/** The height of the element that stands for all. */
export function elementHeight({ total }: ScrollSpace): number {
  return Math.min(total, TALLEST);
}

/** The place whose upper edge is at `y`, the scroll bar in proportion. */
export function placeOf(y: number, space: ScrollSpace): ScrollPlace {
  const last = Math.max(0, space.total - space.view);
  const bounded = Math.min(last, Math.max(0, y));
  if (space.total <= TALLEST) return { y: bounded, at: bounded };
  return { y: bounded, at: (bounded / last) * (TALLEST - space.view) };
}

/**
 * Where a view is after its element was scrolled to `at`. A short way is as long as it looks; a jump of the
 * scroll bar is in proportion.
 */
export function scrolled(
  before: ScrollPlace,
  at: number,
  space: ScrollSpace,
): ScrollPlace {
  if (space.total <= TALLEST) return { y: at, at };
  const end = TALLEST - space.view;
  const last = space.total - space.view;
  if (at <= 0) return { y: 0, at: 0 };
  if (at >= end) return { y: last, at: end };
  const way = at - before.at;
  if (Math.abs(way) > 2 * space.view) return { y: (at / end) * last, at };
  return { y: Math.min(last, Math.max(0, before.y + way)), at };
}
