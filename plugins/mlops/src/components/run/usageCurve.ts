import { axisTicks, type Axis } from '../metrics/axisTicks';

/** A curve in a box one wide and one high, the origin at the lower left. */
export interface UsageCurve {
  points: Array<{ x: number; y: number }>;
  peak: { x: number; y: number; value: number } | null;
  /** Lines across: what was asked for and what was allowed, where they fit the scale. */
  request: number | null;
  limit: number | null;
  /** What the height of the box stands for; it begins at 0. */
  axis: Axis;
  /** Milliseconds from the first sample to the last. */
  lengthMs: number;
}

/**
 * Places samples of one quantity over time. `request` and `limit` are `null` where there are none. The scale
 * shows a limit up to four times the peak; beyond that the curve would be a flat line at the bottom.
 *
 * @param base - 2 for bytes
 */
export function usageCurve(
  samples: ReadonlyArray<{ at: string; value: number }>,
  bounds: { request: number | null; limit: number | null; base?: 2 | 10 },
): UsageCurve {
  const sorted = samples
    .filter(({ value }) => Number.isFinite(value))
    .map(({ at, value }) => ({ at: Date.parse(at), value }))
    .sort((a, b) => a.at - b.at);
  const start = sorted[0]?.at ?? 0;
  const lengthMs = (sorted[sorted.length - 1]?.at ?? 0) - start;
  const highest = sorted.reduce((most, { value }) => Math.max(most, value), 0);
  const lines = [bounds.request, bounds.limit].flatMap(value =>
    value !== null && value <= highest * 4 ? [value] : [],
  );
  const axis = axisTicks(0, Math.max(highest, ...lines), { base: bounds.base });

  const points = sorted.map(({ at, value }) => ({
    x: lengthMs === 0 ? 1 : (at - start) / lengthMs,
    y: value / axis.to,
  }));
  const at = sorted.findIndex(({ value }) => value === highest);
  const inside = (value: number | null) =>
    value !== null && value <= axis.to ? value / axis.to : null;
  return {
    points,
    peak: at < 0 ? null : { ...points[at], value: highest },
    request: inside(bounds.request),
    limit: inside(bounds.limit),
    axis,
    lengthMs,
  };
}
