/** What a layer takes in a drawing that is not wrapped, in pixels. */
export interface LayerExtent {
  along: number;
  across: number;
  /** Between it and the next one. */
  gap: number;
  /** Arrows that a cut before the next layer would lead around. */
  cut: number;
}

/** More arrows than these would be hard to follow from the end of a row to the start of the next. */
const MOST_CUT = 3;

/** Zoom from which names can be read. */
const READABLE = 0.6;

/** How much larger the drawing has to become for each arrow that is led around. */
const WORTH_AN_ARROW = 1.02;

/** More rows are not tried. */
const MOST_ROWS = 100;

/**
 * Cuts a long drawing into rows like the lines of a text, at places where few arrows cross, so that it
 * is shown as large as possible in a frame (U. Rüegg, R. von Hanxleden, "Wrapping Layered Graphs", 2018).
 * A drawing whose names can be read without is left in one row.
 *
 * @param frame - pixels of a usual frame along and across the flow
 * @param rowGap - pixels between two rows
 * @returns the first layer of each row
 */
export function wrapLayers(
  layers: readonly LayerExtent[],
  frame: { along: number; across: number },
  rowGap: number,
): number[] {
  const total = lengthOf(layers, 0, layers.length);
  const most = Math.min(MOST_ROWS, layers.length);
  let best = [0];
  let largest = 0;
  let zoom = 0;
  for (let rows = 1; rows <= most && zoom < READABLE; rows++) {
    const starts = fill(layers, total / rows);
    const around = starts
      .slice(1)
      .reduce((sum, start) => sum + layers[start - 1].cut, 0);
    zoom = zoomOf(layers, starts, frame, rowGap);
    const worth = zoom / WORTH_AN_ARROW ** around;
    if (worth > largest) {
      best = starts;
      largest = worth;
    }
  }
  return best;
}

/** Rows of about the wanted length. */
function fill(layers: readonly LayerExtent[], wanted: number): number[] {
  const starts = [0];
  let length = 0;
  let cuttable = -1;
  for (let at = 0; at < layers.length; at++) {
    const grown = length + layers[at].along;
    // Half a layer over is nearer than half a layer short.
    if (grown - layers[at].along / 2 > wanted && cuttable !== -1) {
      starts.push(cuttable);
      length = lengthOf(layers, cuttable, at) + layers[at].along;
      if (at > cuttable) length += layers[at - 1].gap;
      cuttable = -1;
    } else {
      length = grown;
    }
    length += layers[at].gap;
    if (layers[at].cut <= MOST_CUT && at + 1 < layers.length) {
      cuttable = at + 1;
    }
  }
  return starts;
}

function lengthOf(
  layers: readonly LayerExtent[],
  from: number,
  to: number,
): number {
  return layers
    .slice(from, to)
    .reduce(
      (sum, { along, gap }, at) => sum + along + (from + at < to - 1 ? gap : 0),
      0,
    );
}

function zoomOf(
  layers: readonly LayerExtent[],
  starts: readonly number[],
  frame: { along: number; across: number },
  rowGap: number,
): number {
  let along = 0;
  let across = (starts.length - 1) * rowGap;
  starts.forEach((from, row) => {
    const to = starts[row + 1] ?? layers.length;
    along = Math.max(along, lengthOf(layers, from, to));
    across += layers
      .slice(from, to)
      .reduce((most, layer) => Math.max(most, layer.across), 0);
  });
  return Math.min(frame.along / along, frame.across / across);
}
