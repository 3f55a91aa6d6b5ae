import type { Parsed } from './Parsed';
import { problemAt } from './problemAt';
import { formatRange, parseRange } from './range';

/** Bytes. @public */
export interface MemoryAmount {
  requestBytes: number;
  limitBytes: number;
}

/** As in Kubernetes, `G` is 10⁹ bytes and `Gi` is 2³⁰ bytes. Decimal units come first, which `formatBytes` relies on. */
const UNITS: ReadonlyArray<readonly [unit: string, bytes: number]> = [
  ['T', 1e12],
  ['G', 1e9],
  ['M', 1e6],
  ['K', 1e3],
  ['Ti', 2 ** 40],
  ['Gi', 2 ** 30],
  ['Mi', 2 ** 20],
  ['Ki', 2 ** 10],
  ['B', 1],
];

/**
 * Reads memory: `4G`, `512M`, `2Gi`, `1.5G`, or a range of them such as `2G~4G`. A unit is required;
 * `G` is 10⁹ and `Gi` is 2³⁰ bytes.
 *
 * @public
 */
export function parseMemory(text: string): Parsed<MemoryAmount> {
  const range = parseRange(text, parseBytes);
  return range.ok
    ? {
        ok: true,
        value: {
          requestBytes: range.value.request,
          limitBytes: range.value.limit,
        },
      }
    : range;
}

/** Writes what `parseMemory` reads. @public */
export function formatMemory(memory: MemoryAmount): string {
  return formatRange(
    { request: memory.requestBytes, limit: memory.limitBytes },
    formatBytes,
  );
}

/** Reads one amount of memory, in bytes. */
export function parseBytes(text: string): Parsed<number> {
  const match = /^(\d{1,16})(?:\.(\d{1,12}))?([A-Za-z]*)$/.exec(text);
  if (!match) {
    return problemAt(
      0,
      `"${text}" is not an amount of memory: write 4G, 512M, 2Gi or 2G~4G`,
    );
  }
  const [, whole, fraction = '', written] = match;
  const unit = UNITS.find(([name]) => name === written);
  if (!unit) {
    const unitPosition = text.length - written.length;
    return problemAt(
      Math.max(0, Math.min(unitPosition, text.length - 1)),
      written === ''
        ? `"${text}" needs a unit, such as ${text}G or ${text}M`
        : `"${written}" is not a unit of memory: use K, M, G, T, Ki, Mi, Gi, Ti or B`,
    );
  }
  const bytes = wholeBytes(whole, fraction, unit[1]);
  if (bytes === null) {
    return problemAt(0, `"${text}" is not a whole number of bytes`);
  }
  if (bytes === 0) {
    return problemAt(0, 'an amount of memory must be more than 0');
  }
  if (bytes > Number.MAX_SAFE_INTEGER) {
    return problemAt(0, `"${text}" is too much: the most is 9007T`);
  }
  return { ok: true, value: bytes };
}

/** Writes what `parseBytes` reads, in the unit that makes the number shortest. */
export function formatBytes(bytes: number): string {
  // It is no amount that somebody could write, but one that can be left.
  if (bytes === 0) return '0B';
  return UNITS.filter(([, size]) => bytes % size === 0)
    .map(([unit, size]) => `${bytes / size}${unit}`)
    .reduce((shortest, text) =>
      text.length < shortest.length ? text : shortest,
    );
}

/** Exact, where floating point would round: 0.1T is 100000000000 bytes and not one less. */
function wholeBytes(
  whole: string,
  fraction: string,
  unit: number,
): number | null {
  const scale = 10n ** BigInt(fraction.length);
  const scaled = (BigInt(whole) * scale + BigInt(fraction || 0)) * BigInt(unit);
  return scaled % scale === 0n ? Number(scaled / scale) : null;
}
