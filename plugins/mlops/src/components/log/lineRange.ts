/** Lines from `first` to `last`, both included; they count from 1. */
export interface LineRange {
  first: number;
  last: number;
}

/** Reads `#L5` and `#L5-L9` of an address; the other way round it means the same. */
export function parseLineRange(hash: string): LineRange | null {
  const match = /^#L([1-9]\d{0,8})(?:-L?([1-9]\d{0,8}))?$/.exec(hash);
  if (!match) return null;
  const [a, b] = [Number(match[1]), Number(match[2] ?? match[1])];
  return { first: Math.min(a, b), last: Math.max(a, b) };
}

/** Writes what `parseLineRange` reads. */
export function formatLineRange({ first, last }: LineRange): string {
  return first === last ? `#L${first}` : `#L${first}-L${last}`;
}

/** What a click on the number of a line links: with Shift all from the one that was linked before. */
export function extendRange(
  before: LineRange | null,
  line: number,
  extend: boolean,
): LineRange {
  if (!extend || !before) return { first: line, last: line };
  return {
    first: Math.min(before.first, line),
    last: line < before.first ? before.last : line,
  };
}

export function sameRange(a: LineRange | null, b: LineRange | null): boolean {
  return a?.first === b?.first && a?.last === b?.last;
}
