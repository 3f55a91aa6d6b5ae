import type { Parsed } from './Parsed';
import { problemAt } from './problemAt';

/** Whole GPUs, or a share of one below 1. @public */
export interface GpuAmount {
  count: number;
  /** Upper case. */
  type: string | null;
}

const MOST_GPUS = 1024;

/**
 * Reads GPUs: `0`, `1`, `1(V100)`, or a share of one such as `0.5` or `0.25(T4)` in hundredths.
 * The type is upper-cased; it becomes the value of the label `gpu-type`.
 *
 * @public
 */
export function parseGpu(text: string): Parsed<GpuAmount> {
  const start = text.length - text.trimStart().length;
  // Brackets as a Chinese keyboard types them are one UTF-16 unit too, so that positions stay right.
  const trimmed = text.trim().replace(/（/g, '(').replace(/）/g, ')');
  const match = /^(\d{1,9})(?:\.(\d{1,9}))?(?:\(([^()]*)\))?$/.exec(trimmed);
  if (!match) {
    return problemAt(
      Math.min(start, Math.max(0, text.length - 1)),
      `"${trimmed}" is not a number of GPUs: write 0, 1, 1(V100) or 0.5`,
    );
  }
  const [, whole, fraction = '', type = null] = match;
  const count = Number(`${whole}.${fraction.padEnd(2, '0').slice(0, 2)}`);
  if (/[1-9]/.test(fraction.slice(2))) {
    return problemAt(start, 'a share of a GPU has at most two decimals');
  }
  if (count > 1 && !Number.isInteger(count)) {
    return problemAt(
      start,
      `"${trimmed}" is not possible: several GPUs are a whole number, a share is below 1`,
    );
  }
  if (count > MOST_GPUS) {
    return problemAt(start, `"${trimmed}" is too much: the most is 1024 GPUs`);
  }
  if (type === null) return { ok: true, value: { count, type: null } };
  const bracket = start + trimmed.indexOf('(');
  if (count === 0) {
    return problemAt(bracket, 'no GPU has no type: write 0');
  }
  if (!/^[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$/.test(type)) {
    return problemAt(
      bracket,
      `"${type}" is not a type of GPU: write one such as V100, letters, digits, dashes, dots and underscores`,
    );
  }
  return { ok: true, value: { count, type: type.toUpperCase() } };
}

/** Writes what `parseGpu` reads. @public */
export function formatGpu(gpu: GpuAmount): string {
  return gpu.type === null ? String(gpu.count) : `${gpu.count}(${gpu.type})`;
}
