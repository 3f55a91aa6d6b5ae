import type { Layers } from './layerSlots';

/**
 * How many pairs of arrows between a layer and the next one cross, in O(arrows · log slots)
 * (W. Barth, M. Jünger, P. Mutzel, "Simple and efficient bilayer cross counting", 2002).
 */
export function countCrossings(
  { layers, after }: Pick<Layers, 'layers' | 'after'>,
  upper: number,
  place: Int32Array,
): number {
  const size = layers[upper + 1]?.length ?? 0;
  const tree = new Int32Array(size + 1);
  let crossings = 0;
  let seen = 0;
  for (const slot of layers[upper]) {
    const ends = after[slot].map(to => place[to]).sort((a, b) => a - b);
    for (const end of ends) {
      let least = 0;
      for (let i = end + 1; i > 0; i -= i & -i) least += tree[i];
      crossings += seen - least;
    }
    // Arrows of one slot do not cross each other.
    for (const end of ends) {
      for (let i = end + 1; i <= size; i += i & -i) tree[i] += 1;
    }
    seen += ends.length;
  }
  return crossings;
}
