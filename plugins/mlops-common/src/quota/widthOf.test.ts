import fc from 'fast-check';
import { widthOf } from './widthOf';

const all = (count: number) => Array.from({ length: count }, () => true);

/** Looks at every set of tasks. */
function widthByTrying(
  waitsFor: readonly number[][],
  counts: readonly boolean[],
): number {
  const before = waitsFor.map(upstream => new Set(upstream));
  waitsFor.forEach((upstream, node) =>
    upstream.forEach(one => before[one].forEach(far => before[node].add(far))),
  );
  let width = 0;
  for (let set = 0; set < 1 << waitsFor.length; set++) {
    const chosen = waitsFor.flatMap((_, node) =>
      set & (1 << node) ? [node] : [],
    );
    const independent = chosen.every(
      node => counts[node] && !chosen.some(other => before[node].has(other)),
    );
    if (independent) width = Math.max(width, chosen.length);
  }
  return width;
}

describe('widthOf', () => {
  it.each([
    ['nothing', [], 0],
    ['a chain', [[], [0], [1], [2]], 1],
    ['tasks without an order', [[], [], []], 3],
    ['a fan', [[], [0], [0], [0], [1, 2, 3]], 3],
    ['an hourglass, whose halves never meet', [[], [], [0, 1], [2], [2]], 2],
  ])('%s', (_, waitsFor, width) => {
    expect(widthOf(waitsFor, all(waitsFor.length))).toBe(width);
  });

  it('does not count what is skipped, and keeps its order', () => {
    expect(widthOf([[], [0], [1]], [true, false, true])).toBe(1);
  });

  it('is what trying every set of tasks finds', () => {
    const graph = fc
      .nat(9)
      .chain(size =>
        fc.tuple(
          fc.tuple(
            ...Array.from({ length: size }, (_, node) =>
              fc.subarray(Array.from({ length: node }, (__, other) => other)),
            ),
          ),
          fc.array(fc.boolean(), { minLength: size, maxLength: size }),
        ),
      );
    fc.assert(
      fc.property(graph, ([waitsFor, counts]) => {
        expect(widthOf(waitsFor, counts)).toBe(widthByTrying(waitsFor, counts));
      }),
      { numRuns: 300 },
    );
  });

  it('manages the longest chain there may be', () => {
    const chain = Array.from({ length: 2_000 }, (_, node) =>
      node === 0 ? [] : [node - 1],
    );
    expect(widthOf(chain, all(2_000))).toBe(1);
  });
});
