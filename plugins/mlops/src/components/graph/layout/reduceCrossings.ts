import { countCrossings } from './countCrossings';
import type { Layers } from './layerSlots';

/** Steps of work, about 30 ms on a small machine: how long large graphs are improved. */
const WORK = 1_500_000;

const MOST_SWEEPS = 24;

/** So many sweeps in a row without fewer crossings are the last. */
const PATIENCE = 4;

/**
 * Orders the slots of each layer so that few arrows cross: sweeps back and forth that sort a layer by the
 * mean place of its neighbours in the layer before (Sugiyama et al., 1981), then exchanges of neighbours
 * that cross less the other way round (E. Gansner, E. Koutsofios, S. North, K.-P. Vo, "A Technique for
 * Drawing Directed Graphs", 1993, section 3). Changes `layers`. Limited by work and not by time, so that
 * the same graph always looks the same.
 */
export function reduceCrossings(graph: Layers): void {
  const { layers } = graph;
  const place = new Int32Array(graph.unitOf.length);
  const number = (layer: readonly number[]) =>
    layer.forEach((slot, at) => (place[slot] = at));
  layers.forEach(number);
  const total = () =>
    layers.reduce((sum, _, at) => sum + countCrossings(graph, at, place), 0);

  const size =
    1 + graph.unitOf.length + graph.after.reduce((n, to) => n + to.length, 0);
  const sweeps = Math.min(MOST_SWEEPS, Math.ceil(WORK / 8 / size));
  let best = layers.map(layer => [...layer]);
  let least = total();
  let idle = 0;
  for (let sweep = 0; sweep < sweeps && least > 0 && idle < PATIENCE; sweep++) {
    const forwards = sweep % 2 === 0;
    const last = layers.length - 1;
    for (let step = 1; step <= last; step++) {
      const at = forwards ? step : last - step;
      const towards = forwards ? graph.before : graph.after;
      sortByNeighbours(layers[at], towards, place, sweep % 4 >= 2);
      number(layers[at]);
    }
    exchange(graph, place);
    const crossings = total();
    idle = crossings < least ? 0 : idle + 1;
    if (crossings < least) {
      least = crossings;
      best = layers.map(layer => [...layer]);
    }
  }
  best.forEach((layer, at) => (layers[at] = layer));
}

function sortByNeighbours(
  layer: number[],
  neighbours: ReadonlyArray<readonly number[]>,
  place: Int32Array,
  lastFirst: boolean,
) {
  const wish = new Map(
    layer.map(slot => [slot, meanPlace(neighbours[slot], place, place[slot])]),
  );
  const tie = lastFirst ? -1 : 1;
  layer.sort(
    (a, b) =>
      (wish.get(a) ?? 0) - (wish.get(b) ?? 0) || (place[a] - place[b]) * tie,
  );
}

function meanPlace(
  neighbours: readonly number[],
  place: Int32Array,
  own: number,
): number {
  if (neighbours.length === 0) return own;
  let sum = 0;
  for (const slot of neighbours) sum += place[slot];
  return sum / neighbours.length;
}

/** Exchanges slots beside each other where that saves crossings on both sides together. */
function exchange({ layers, before, after }: Layers, place: Int32Array) {
  for (const layer of layers) {
    for (let at = 1; at < layer.length; at++) {
      const [a, b] = [layer[at - 1], layer[at]];
      const gain =
        inversions(before[a], before[b], place) -
        inversions(before[b], before[a], place) +
        inversions(after[a], after[b], place) -
        inversions(after[b], after[a], place);
      if (gain > 0) {
        layer[at - 1] = b;
        layer[at] = a;
        place[b] = at - 1;
        place[a] = at;
      }
    }
  }
}

/** Crossings of arrows of a slot and of the one after it. */
function inversions(
  first: readonly number[],
  second: readonly number[],
  place: Int32Array,
): number {
  let count = 0;
  for (const a of first) {
    for (const b of second) if (place[a] > place[b]) count += 1;
  }
  return count;
}
