/** An axis from one round number to another, with round numbers in between. */
export interface Axis {
  from: number;
  to: number;
  ticks: number[];
}

/** Steps that people count in; in powers of two for bytes. */
const DECIMAL = [1, 2, 2.5, 5, 10];
const BINARY = [1, 2, 4, 8, 16];

/**
 * The axis for values between `least` and `most`, with at most `count` + 1 ticks.
 *
 * @param base - 2 for bytes, so that ticks are whole MiB or GiB
 */
export function axisTicks(
  least: number,
  most: number,
  options: { count?: number; base?: 2 | 10 } = {},
): Axis {
  const { count = 4, base = 10 } = options;
  const span = most - least || Math.abs(most) || 1;
  const step = roundStep(span / count, base);
  const first = Math.floor(least / step);
  const last = Math.max(first + 1, Math.ceil(most / step));
  const ticks = Array.from({ length: last - first + 1 }, (_, index) =>
    // Without the dust of binary fractions: 0.3 and not 0.30000000000000004.
    Number(((first + index) * step).toPrecision(12)),
  );
  return { from: ticks[0], to: ticks[ticks.length - 1], ticks };
}

/** The smallest round step that is not below `rough`. */
function roundStep(rough: number, base: 2 | 10): number {
  const power = base === 2 ? 16 : 10;
  const size = power ** Math.floor(Math.log(rough) / Math.log(power));
  const steps = base === 2 ? BINARY : DECIMAL;
  return size * (steps.find(step => size * step >= rough) ?? power);
}
