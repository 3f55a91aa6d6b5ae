import { diffLines } from 'diff';

/** A line of a difference, or a number of equal lines that are left out. */
export type DifferenceLine =
  | { kind: 'same' | 'added' | 'removed'; text: string }
  | { kind: 'left'; count: number };

/** Equal lines shown around a change. */
const AROUND = 3;

/** What has to be removed from one text and added to make the other of it; empty where they are equal. */
export function lineDifference(
  before: string,
  after: string,
): DifferenceLine[] {
  const parts = diffLines(before, after);
  if (parts.every(({ added, removed }) => !added && !removed)) return [];
  return parts.flatMap(({ value, added, removed }, index) => {
    const texts = value.replace(/\n$/, '').split('\n');
    if (added) return texts.map(text => ({ kind: 'added' as const, text }));
    if (removed) return texts.map(text => ({ kind: 'removed' as const, text }));
    return withoutMiddle(texts, {
      head: index === 0 ? 0 : AROUND,
      tail: index === parts.length - 1 ? 0 : AROUND,
    });
  });
}

/** Equal lines: those next to changes, and how many are between. */
function withoutMiddle(
  texts: readonly string[],
  { head, tail }: { head: number; tail: number },
): DifferenceLine[] {
  const same = (text: string) => ({ kind: 'same' as const, text });
  const count = texts.length - head - tail;
  if (count <= 1) return texts.map(same);
  return [
    ...texts.slice(0, head).map(same),
    { kind: 'left', count },
    ...texts.slice(texts.length - tail).map(same),
  ];
}
