import { spread } from './spread';

/** Layers in order, and what stands in them. */
export interface Band {
  layers: ReadonlyArray<readonly number[]>;
  /** Neighbours of a slot within the layers. */
  before(slot: number): readonly number[];
  after(slot: number): readonly number[];
  /** Pixels across the flow that a slot takes. */
  breadth(slot: number): number;
  /** Pixels to leave free between two slots. */
  gap(a: number, b: number): number;
  /** Whether arrows only pass through it: those are kept straight before others. */
  isPassage(slot: number): boolean;
}

/** Back and forth so often, forwards at last; more changes little. */
const ROUNDS = 7;

/** How much more it matters that passages are in line: values of Gansner et al., 1993, section 4. */
const WEIGHT = { tasks: 1, mixed: 2, passages: 8 };

interface Centred {
  centre: number;
  weight: number;
}

/**
 * Centres of all slots across the flow: each as near to its neighbours as order and gaps let it, in sweeps
 * back and forth towards the neighbours in the layer before; at the ends towards those there are.
 *
 * @returns centres by slot
 */
export function placeAcross(band: Band): Map<number, number> {
  const centres = new Map<number, number>();
  const place = (
    layer: readonly number[],
    wishes: number[],
    weights: number[],
  ) =>
    spread(wishes, weights, at =>
      apart(band, layer[at - 1], layer[at]),
    ).forEach((centre, at) => centres.set(layer[at], centre));
  for (const layer of band.layers) {
    place(
      layer,
      layer.map(() => 0),
      layer.map(() => 1),
    );
  }
  for (let round = 0; round < ROUNDS; round++) {
    const forwards = round % 2 === 0;
    const layers = forwards ? band.layers : [...band.layers].reverse();
    for (const layer of layers) {
      const wishes = layer.map(slot => {
        const [first, second] = forwards
          ? [band.before, band.after]
          : [band.after, band.before];
        const near = first(slot);
        return wishOf(
          band,
          centres,
          slot,
          near.length > 0 ? near : second(slot),
        );
      });
      place(
        layer,
        wishes.map(({ centre }) => centre),
        wishes.map(({ weight }) => weight),
      );
    }
  }
  return centres;
}

function apart(band: Band, a: number, b: number): number {
  return (band.breadth(a) + band.breadth(b)) / 2 + band.gap(a, b);
}

function wishOf(
  band: Band,
  centres: ReadonlyMap<number, number>,
  slot: number,
  near: readonly number[],
): Centred {
  const centred: Centred[] = [];
  let weight = 0;
  for (const other of near) {
    const centre = centres.get(other);
    if (centre !== undefined) {
      const own = weightOf(band, slot, other);
      centred.push({ centre, weight: own });
      weight += own;
    }
  }
  return weight === 0
    ? // Stays where it is as long as nothing pushes.
      { centre: centres.get(slot) ?? 0, weight: 0.1 }
    : { centre: median(centred, weight), weight };
}

/** In line with the one in the middle, where a mean would be in line with none. */
function median(centred: Centred[], total: number): number {
  centred.sort((a, b) => a.centre - b.centre);
  let sum = 0;
  for (const [at, { centre, weight }] of centred.entries()) {
    sum += weight;
    if (sum * 2 === total) return (centre + centred[at + 1].centre) / 2;
    if (sum * 2 > total) return centre;
  }
  return 0;
}

function weightOf(band: Band, a: number, b: number): number {
  const passages = Number(band.isPassage(a)) + Number(band.isPassage(b));
  if (passages === 0) return WEIGHT.tasks;
  return passages === 1 ? WEIGHT.mixed : WEIGHT.passages;
}
