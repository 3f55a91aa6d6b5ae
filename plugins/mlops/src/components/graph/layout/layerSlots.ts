/** How many ranks all arrows together may cross on ways of their own; the longest others go straight. */
const MOST_CROSSED = 20_000;

/** Ranks filled with slots: a unit each, or the passage of arrows that lead further. */
export interface Layers {
  /** Slots by rank, in the order across the flow. */
  layers: number[][];
  /** Of each slot: the unit, or -1 for a passage. */
  unitOf: number[];
  rankOf: number[];
  /** Neighbours of each slot in the rank before and after. */
  before: number[][];
  after: number[][];
  /** Arrows with the slots that they lead through, ends included; those that go straight have only ends. */
  arrows: Array<{ slots: number[] }>;
}

/**
 * Gives an arrow over several ranks a passage in each rank between, so that it goes around the tasks there
 * (K. Sugiyama, S. Tagawa, M. Toda, "Methods for visual understanding of hierarchical system structures",
 * 1981). Arrows with an end in common share their passages, which keeps both picture and work small.
 */
export function layerSlots(
  rank: Int32Array,
  upstream: ReadonlyArray<readonly number[]>,
): Layers {
  const unitOf = [...rank.keys()];
  const rankOf = [...rank];
  const passages = new Map<string, number>();
  const passage = (key: string, at: number) => {
    const known = passages.get(`${key}/${at}`);
    if (known !== undefined) return known;
    const slot = unitOf.push(-1) - 1;
    rankOf.push(at);
    passages.set(`${key}/${at}`, slot);
    return slot;
  };

  const edges = upstream.flatMap((from, to) =>
    from.map(at => ({ from: at, to, span: rank[to] - rank[at] })),
  );
  edges.sort((a, b) => a.span - b.span);
  const long = edges.filter(({ span }) => span > 1);
  const leaving = countBy(long, ({ from }) => from);
  const arriving = countBy(long, ({ to }) => to);
  let crossed = 0;
  const arrows = edges.map(({ from, to, span }) => {
    crossed += span - 1;
    if (crossed > MOST_CROSSED) return { slots: [from, to] };
    const key =
      (arriving.get(to) ?? 0) > (leaving.get(from) ?? 0)
        ? `to ${to}`
        : `from ${from}`;
    const between = Array.from({ length: span - 1 }, (_, step) =>
      passage(key, rank[from] + 1 + step),
    );
    return { slots: [from, ...between, to] };
  });
  return { ...connect(unitOf, rankOf, arrows), unitOf, rankOf, arrows };
}

function connect(
  unitOf: readonly number[],
  rankOf: readonly number[],
  arrows: Layers['arrows'],
): Pick<Layers, 'layers' | 'before' | 'after'> {
  const before = unitOf.map(() => new Set<number>());
  const after = unitOf.map(() => new Set<number>());
  for (const { slots } of arrows) {
    for (let i = 1; i < slots.length; i++) {
      if (rankOf[slots[i]] - rankOf[slots[i - 1]] === 1) {
        after[slots[i - 1]].add(slots[i]);
        before[slots[i]].add(slots[i - 1]);
      }
    }
  }
  const last = rankOf.reduce((most, rank) => Math.max(most, rank), -1);
  const layers: number[][] = Array.from({ length: last + 1 }, () => []);
  const neighbours = after.map(set => [...set]);
  for (const slot of fromTheStarts(rankOf, neighbours)) {
    layers[rankOf[slot]].push(slot);
  }
  return { layers, before: before.map(set => [...set]), after: neighbours };
}

/** Depth first, so that what belongs together starts together (E. Gansner et al., 1993, section 3). */
function fromTheStarts(
  rankOf: readonly number[],
  after: ReadonlyArray<readonly number[]>,
): number[] {
  const seen = new Uint8Array(rankOf.length);
  const found: number[] = [];
  const starts = [...rankOf.keys()].sort((a, b) => rankOf[a] - rankOf[b]);
  for (const start of starts) {
    const stack = [start];
    for (let slot = stack.pop(); slot !== undefined; slot = stack.pop()) {
      if (!seen[slot]) {
        seen[slot] = 1;
        found.push(slot);
        for (let i = after[slot].length - 1; i >= 0; i--) {
          stack.push(after[slot][i]);
        }
      }
    }
  }
  return found;
}

function countBy<T>(of: readonly T[], key: (one: T) => number) {
  const counts = new Map<number, number>();
  for (const one of of) counts.set(key(one), (counts.get(key(one)) ?? 0) + 1);
  return counts;
}
