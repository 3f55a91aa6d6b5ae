import { plainText } from '@mlops/plugin-mlops-common';

/** The `nth` occurrence, from 0, in the line at `index`. */
export interface Hit {
  index: number;
  nth: number;
}

/** More hits than these help nobody; the count then reads as "at least". */
export const MOST_HITS = 10_000;

/** Hits in the lines from `from` to `to` (excluded), at most `MOST_HITS`. Letter case does not count. */
export function findHits(
  lineAt: (index: number) => string,
  query: string,
  from: number,
  to: number,
): Hit[] {
  const needle = query.toLowerCase();
  const hits: Hit[] = [];
  if (needle === '') return hits;
  for (let index = from; index < to && hits.length < MOST_HITS; index += 1) {
    const text = plainText(lineAt(index)).toLowerCase();
    let nth = 0;
    let at = text.indexOf(needle);
    while (at >= 0 && hits.length < MOST_HITS) {
      hits.push({ index, nth });
      nth += 1;
      at = text.indexOf(needle, at + needle.length);
    }
  }
  return hits;
}
