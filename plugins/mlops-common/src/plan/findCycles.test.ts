import fc from 'fast-check';
import { findCycles, runnable } from './findCycles';

const graph = fc.integer({ min: 1, max: 12 }).chain(size =>
  fc.array(fc.uniqueArray(fc.nat({ max: size - 1 }), { maxLength: 3 }), {
    minLength: size,
    maxLength: size,
  }),
);

/** Nodes that lead back to themselves, by the definition: follow all edges until nothing is new. */
function isOnCycle(waitsFor: number[][], node: number): boolean {
  const seen = new Set<number>();
  const open = waitsFor[node].filter(next => next !== node);
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    if (at === node) return true;
    if (!seen.has(at)) {
      seen.add(at);
      open.push(...waitsFor[at]);
    }
  }
  return false;
}

describe('findCycles', () => {
  it('finds one exactly when there is one', () => {
    fc.assert(
      fc.property(graph, waitsFor => {
        const exists = [...waitsFor.keys()].some(node =>
          isOnCycle(waitsFor, node),
        );
        expect(findCycles(waitsFor).length > 0).toBe(exists);
      }),
      { numRuns: 2000 },
    );
  });

  it('tells cycles that are really there, each node once', () => {
    fc.assert(
      fc.property(graph, waitsFor => {
        const cycles = findCycles(waitsFor);
        expect(new Set(cycles.flat()).size).toBe(cycles.flat().length);
        for (const cycle of cycles) {
          expect(cycle.length).toBeGreaterThan(1);
          cycle.forEach((node, index) => {
            const next = cycle[(index + 1) % cycle.length];
            expect(waitsFor[next]).toContain(node);
          });
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('finds the way through 100,000 nodes in a row', () => {
    const row = Array.from({ length: 100_000 }, (_, node) =>
      node === 0 ? [] : [node - 1],
    );
    expect(findCycles(row)).toEqual([]);
    row[0] = [99_999];
    expect(findCycles(row).map(cycle => cycle.length)).toEqual([100_000]);
  });
});

describe('runnable', () => {
  it('puts every node behind those it waits for', () => {
    fc.assert(
      fc.property(graph, waitsFor => {
        const order = runnable(waitsFor);
        const early = order.filter((node, index) =>
          waitsFor[node].some(
            upstream =>
              upstream !== node && !order.slice(0, index).includes(upstream),
          ),
        );
        expect(early).toEqual([]);
      }),
    );
  });
});
