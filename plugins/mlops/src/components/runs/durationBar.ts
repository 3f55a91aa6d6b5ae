/** A bar of a run beside its pipeline's median; shares of the bar's full length, 0 to 1. */
export interface DurationBar {
  share: number;
  /** Where the median stands. */
  median: number;
  /** Took more than half as long again as usual. */
  slow: boolean;
}

/** The full length is twice the median, so that a usual run ends in the middle; `null` without a median. */
export function durationBar(
  durationMs: number,
  medianMs: number | null,
): DurationBar | null {
  if (medianMs === null || medianMs <= 0) return null;
  return {
    share: Math.min(1, durationMs / (2 * medianMs)),
    median: 0.5,
    slow: durationMs > 1.5 * medianMs,
  };
}
