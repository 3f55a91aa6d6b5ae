/**
 * How measurements spread: one number would hide what the machine did meanwhile.
 *
 * @param milliseconds - at least one measurement
 * @returns `{ min, median, p90, p95, max }` in milliseconds
 */
export function distribution(milliseconds) {
  const sorted = [...milliseconds].sort((a, b) => a - b);
  const at = share => sorted[Math.round(share * (sorted.length - 1))];
  return {
    min: at(0),
    median: at(0.5),
    p90: at(0.9),
    p95: at(0.95),
    max: at(1),
  };
}

/** A distribution as a line of text, in seconds. */
export function formatDistribution({ min, median, p90, max }) {
  const s = value => `${(value / 1000).toFixed(2)} s`;
  return `median ${s(median)} (min ${s(min)}, p90 ${s(p90)}, max ${s(max)})`;
}
