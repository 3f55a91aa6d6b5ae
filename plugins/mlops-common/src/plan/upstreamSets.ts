import { runnable } from './findCycles';

/** The nodes that come before one node, directly or through others. */
export interface UpstreamSet {
  has(node: number): boolean;
}

class BitSet implements UpstreamSet {
  readonly #words: Uint32Array;

  constructor(words: number) {
    this.#words = new Uint32Array(words);
  }

  has(bit: number): boolean {
    return (this.#words[bit >>> 5] & (1 << (bit & 31))) !== 0;
  }

  add(bit: number): void {
    this.#words[bit >>> 5] |= 1 << (bit & 31);
  }

  addAll(other: BitSet): void {
    for (let word = 0; word < this.#words.length; word++) {
      this.#words[word] |= other.#words[word];
    }
  }
}

/**
 * What comes before each node of a graph without circles. One bit a node: 2,000 nodes take 500 kB, and a union of
 * two sets is 63 operations.
 *
 * @param waitsFor - for every node the nodes it waits for, by index
 */
export function upstreamSets(
  waitsFor: ReadonlyArray<readonly number[]>,
): UpstreamSet[] {
  const words = Math.ceil(waitsFor.length / 32);
  const sets = waitsFor.map(() => new BitSet(words));
  for (const node of runnable(waitsFor)) {
    for (const upstream of waitsFor[node]) {
      sets[node].addAll(sets[upstream]);
      sets[node].add(upstream);
    }
  }
  return sets;
}
