import type { Parsed } from './Parsed';
import { problemAt } from './problemAt';

/** What is promised to a task and what it can use at most. */
export interface Range {
  request: number;
  limit: number;
}

/** Reads `x`, or `x~y` with `x` at most `y`; `quantity` reads one of the two. */
export function parseRange(
  text: string,
  quantity: (text: string) => Parsed<number>,
): Parsed<Range> {
  const tilde = text.indexOf('~');
  if (tilde === -1) {
    const both = quantityAt(text, 0, quantity);
    return both.ok
      ? { ok: true, value: { request: both.value, limit: both.value } }
      : both;
  }
  const request = quantityAt(text.slice(0, tilde), 0, quantity);
  if (!request.ok) return request;
  const limit = quantityAt(text.slice(tilde + 1), tilde + 1, quantity);
  if (!limit.ok) return limit;
  if (limit.value < request.value) {
    return problemAt(
      tilde + 1,
      `"${text.trim()}" asks for more than its limit: the smaller value comes first`,
    );
  }
  return { ok: true, value: { request: request.value, limit: limit.value } };
}

/** Writes what `parseRange` reads. */
export function formatRange(
  range: Range,
  quantity: (value: number) => string,
): string {
  const request = quantity(range.request);
  return range.request === range.limit
    ? request
    : `${request}~${quantity(range.limit)}`;
}

function quantityAt(
  text: string,
  start: number,
  quantity: (text: string) => Parsed<number>,
): Parsed<number> {
  const trimmed = text.trim();
  const offset = trimmed === '' ? 0 : text.indexOf(trimmed);
  const read = quantity(trimmed);
  return read.ok
    ? read
    : problemAt(start + offset + read.position, read.message);
}
