import type { Parsed } from './Parsed';
import { problemAt } from './problemAt';
import { formatRange, parseRange } from './range';

/** Cores, in thousandths. @public */
export interface CpuAmount {
  requestMillicores: number;
  limitMillicores: number;
}

const MOST_MILLICORES = 10_000_000;

/**
 * Reads cores: `4`, `0.5`, `500m`, or a range of them such as `1~2`. At least a thousandth of a core,
 * at most 10,000 cores.
 *
 * @public
 */
export function parseCpu(text: string): Parsed<CpuAmount> {
  const range = parseRange(text, parseMillicores);
  return range.ok
    ? {
        ok: true,
        value: {
          requestMillicores: range.value.request,
          limitMillicores: range.value.limit,
        },
      }
    : range;
}

/** Writes what `parseCpu` reads. @public */
export function formatCpu(cpu: CpuAmount): string {
  return formatRange(
    { request: cpu.requestMillicores, limit: cpu.limitMillicores },
    millicores => String(millicores / 1000),
  );
}

function parseMillicores(text: string): Parsed<number> {
  const match = /^(?:(\d{1,9})m|(\d{1,9})(?:\.(\d{1,9}))?)$/.exec(text);
  if (!match) {
    return problemAt(
      0,
      `"${text}" is not a number of cores: write 4, 0.5, 500m or 1~2`,
    );
  }
  const [, thousandths, whole = '0', fraction = ''] = match;
  if (/[1-9]/.test(fraction.slice(3))) {
    return problemAt(
      0,
      `"${text}" is finer than a thousandth of a core: use at most three decimals`,
    );
  }
  const millicores =
    thousandths === undefined
      ? Number(whole) * 1000 + Number(fraction.slice(0, 3).padEnd(3, '0'))
      : Number(thousandths);
  if (millicores === 0) {
    return problemAt(0, 'a task needs more than 0 cores: the least is 1m');
  }
  if (millicores > MOST_MILLICORES) {
    return problemAt(0, `"${text}" is too much: the most is 10000 cores`);
  }
  return { ok: true, value: millicores };
}
