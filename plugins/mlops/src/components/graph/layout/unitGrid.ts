import type { Flow, Point, Size } from './GraphLayout';

/** Pixels between tasks of a block, around them, and above them for its caption. */
const GAP = 10;
const PADDING = 14;
const CAPTION = 44;

/** Width by height of a large block. */
const ASPECT = 1.6;

/** Where the tasks of a unit stand in it, and how much room it takes. */
export interface UnitGrid extends Size {
  /** Upper left corners, from the upper left of the unit; in order across the flow. */
  spots: readonly Point[];
}

/** A task alone takes its own size; siblings stand in a block with a frame and a caption. */
export function unitGrid(count: number, task: Size, flow: Flow): UnitGrid {
  if (count === 1) return { ...task, spots: [{ x: 0, y: 0 }] };
  const cell = { width: task.width + GAP, height: task.height + GAP };
  const wished = Math.sqrt((count * ASPECT * cell.height) / cell.width);
  const columns = Math.min(count, Math.max(1, Math.round(wished)));
  const rows = Math.ceil(count / columns);
  const spots = Array.from({ length: count }, (_, at) => {
    const [column, row] =
      flow === 'right'
        ? [Math.floor(at / rows), at % rows]
        : [at % columns, Math.floor(at / columns)];
    return {
      x: PADDING + column * cell.width,
      y: CAPTION + row * cell.height,
    };
  });
  return {
    width: columns * cell.width - GAP + 2 * PADDING,
    height: CAPTION + rows * cell.height - GAP + PADDING,
    spots,
  };
}
