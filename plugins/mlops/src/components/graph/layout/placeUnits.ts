import type { Flow, Size } from './GraphLayout';
import type { Layers } from './layerSlots';
import { placeAcross } from './placeAcross';
import { wrapLayers, type LayerExtent } from './wrapLayers';

/** Pixels of the drawing along and across the flow. */
interface Box {
  along: number;
  across: number;
  length: number;
}

/** Where a unit or a passage stands. */
interface SlotPlace {
  row: number;
  /** Of its layer, along the flow. */
  start: number;
  end: number;
  /** Across the flow. */
  centre: number;
}

/** One line of the drawing, as of a text. */
interface Row {
  /** Across the flow. */
  end: number;
  /** Arrows that lead on to the next row, by their slots. */
  leaving: ReadonlyArray<readonly [from: number, to: number]>;
}

/** Where everything stands. */
export interface Placed {
  boxes: readonly Box[];
  slots: readonly SlotPlace[];
  rows: readonly Row[];
  extent: { along: number; across: number };
}

/** Pixels between layers, more for each arrow between them, which would be steep otherwise. */
const LAYER_GAP = { least: 36, perArrow: 1.2, most: 110 };

/** Pixels between what stands beside each other, and between arrows that pass. */
const GAP = { tasks: 14, passages: 8 };

/** Pixels that an arrow takes which passes. */
const PASSAGE = 4;

/** Pixels between a row and an arrow to the next one, and for each arrow more. */
export const TRACK = { first: 14, more: 8 };

/** Frames that drawings are made for: a page, and the half of one beside a log. */
const FRAMES = {
  right: { along: 1200, across: 700 },
  down: { along: 700, across: 600 },
};

/** Gives all units of an ordered graph their places, in rows where one line would be too long to be seen. */
export function placeUnits(
  graph: Layers,
  sizes: readonly Size[],
  flow: Flow,
): Placed {
  const measured = measure(graph, sizes, flow);
  const { layers, after, rankOf } = graph;
  const extents = layers.map(layer => extentOf(layer, measured, after));
  const starts = wrapLayers(extents, FRAMES[flow], 2 * TRACK.first);
  const limits = starts.map(
    (from, row) => [from, starts[row + 1] ?? layers.length] as const,
  );
  const leaving = limits.map(([, to]) =>
    (layers[to - 1] ?? []).flatMap(slot =>
      after[slot]
        .filter(next => to < layers.length && rankOf[next] === to)
        .map(next => [slot, next] as const),
    ),
  );
  const tracks = leaving.reduce(
    (most, { length }) => Math.max(most, length),
    0,
  );
  const margin = tracks === 0 ? 0 : 2 * TRACK.first + TRACK.more * tracks;

  const slots: SlotPlace[] = new Array(graph.unitOf.length);
  const rows: Row[] = [];
  let top = 0;
  let furthest = 0;
  limits.forEach(([from, to], row) => {
    const isHere = (slot: number) => rankOf[slot] >= from && rankOf[slot] < to;
    const centres = placeAcross({
      ...measured,
      layers: layers.slice(from, to),
      before: slot => graph.before[slot].filter(isHere),
      after: slot => after[slot].filter(isHere),
    });
    let uppermost = Infinity;
    let end = top;
    for (const [slot, centre] of centres) {
      uppermost = Math.min(uppermost, centre - measured.breadth(slot) / 2);
    }
    let start = margin;
    for (let at = from; at < to; at++) {
      const { along, gap } = extents[at];
      for (const slot of layers[at]) {
        const centre = top + (centres.get(slot) ?? 0) - uppermost;
        slots[slot] = { row, start, end: start + along, centre };
        end = Math.max(end, centre + measured.breadth(slot) / 2);
      }
      furthest = Math.max(furthest, start + along);
      start += along + gap;
    }
    rows.push({ end, leaving: leaving[row] });
    top = end + 2 * TRACK.first + TRACK.more * leaving[row].length;
  });
  return {
    boxes: sizes.map((_, unit) => boxOf(slots[unit], unit, measured)),
    slots,
    rows,
    extent: {
      along: Math.ceil(furthest + margin),
      across: Math.ceil(rows.at(-1)?.end ?? 0),
    },
  };
}

type Measured = ReturnType<typeof measure>;

function measure({ unitOf }: Layers, sizes: readonly Size[], flow: Flow) {
  const isPassage = (slot: number) => unitOf[slot] === -1;
  const [along, across] =
    flow === 'right'
      ? (['width', 'height'] as const)
      : (['height', 'width'] as const);
  return {
    isPassage,
    length: (slot: number) => (isPassage(slot) ? 0 : sizes[slot][along]),
    breadth: (slot: number) =>
      isPassage(slot) ? PASSAGE : sizes[slot][across],
    gap: (a: number, b: number) =>
      isPassage(a) && isPassage(b) ? GAP.passages : GAP.tasks,
  };
}

function extentOf(
  layer: readonly number[],
  { length, breadth, gap }: Measured,
  after: ReadonlyArray<readonly number[]>,
): LayerExtent {
  let along = 0;
  let across = 0;
  let arrows = 0;
  layer.forEach((slot, at) => {
    along = Math.max(along, length(slot));
    across += breadth(slot) + (at > 0 ? gap(layer[at - 1], slot) : 0);
    arrows += after[slot].length;
  });
  const { least, perArrow, most } = LAYER_GAP;
  return {
    along,
    across,
    gap: Math.min(most, least + perArrow * arrows),
    cut: arrows,
  };
}

function boxOf(place: SlotPlace, unit: number, measured: Measured): Box {
  const length = measured.length(unit);
  return {
    along: Math.round((place.start + place.end - length) / 2),
    across: Math.round(place.centre - measured.breadth(unit) / 2),
    length,
  };
}
