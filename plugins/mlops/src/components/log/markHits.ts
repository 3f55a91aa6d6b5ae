import type { LogSpan } from './ansiSpans';

/** A span of which `hit` says that the search found it; `index` counts the hits of the line from 0. */
export interface MarkedSpan extends LogSpan {
  hit?: number;
}

/** Splits spans where `query` occurs in their joined text, letter case left out of account. */
export function markHits(
  spans: readonly LogSpan[],
  query: string,
): MarkedSpan[] {
  if (query === '') return [...spans];
  const ranges = hitRanges(spans.map(span => span.text).join(''), query);
  if (ranges.length === 0) return [...spans];

  const marked: MarkedSpan[] = [];
  let at = 0;
  for (const span of spans) {
    const end = at + span.text.length;
    let from = at;
    for (const [hit, [start, stop]] of ranges.entries()) {
      if (stop <= from || start >= end) continue;
      if (start > from) marked.push(part(span, from - at, start - at));
      const upTo = Math.min(stop, end);
      marked.push({
        ...part(span, Math.max(start, from) - at, upTo - at),
        hit,
      });
      from = upTo;
    }
    if (from < end) marked.push(part(span, from - at, end - at));
    at = end;
  }
  return marked;
}

function part(span: LogSpan, from: number, to: number): MarkedSpan {
  return { ...span, text: span.text.slice(from, to) };
}

/** Start and end of each occurrence, none overlapping. */
function hitRanges(text: string, query: string): Array<[number, number]> {
  const haystack = text.toLowerCase();
  const needle = query.toLowerCase();
  const ranges: Array<[number, number]> = [];
  let at = haystack.indexOf(needle);
  while (at >= 0) {
    ranges.push([at, at + needle.length]);
    at = haystack.indexOf(needle, at + needle.length);
  }
  return ranges;
}
