/**
 * How short measurements spread.
 *
 * @param measured - milliseconds, at least one
 * @returns `{ median, p95, max }` in milliseconds
 */
export function spreadOf(measured) {
  const sorted = [...measured].sort((a, b) => a - b);
  const at = share => sorted[Math.ceil(share * sorted.length) - 1];
  return { median: at(0.5), p95: at(0.95), max: at(1) };
}

/** A spread as a line of text, in milliseconds. */
export function formatSpread({ median, p95, max }) {
  const ms = value => `${value.toFixed(1)} ms`;
  return `median ${ms(median)} (p95 ${ms(p95)}, max ${ms(max)})`;
}

/** How long calls take one after the other, after one that only warms up. */
export function timeCalls(call, rounds) {
  call();
  return Array.from({ length: rounds }, () => {
    const began = performance.now();
    call();
    return performance.now() - began;
  });
}
