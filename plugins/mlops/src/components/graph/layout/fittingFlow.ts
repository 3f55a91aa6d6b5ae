import type { Flow, Size } from './GraphLayout';

/** How much larger the other drawing has to be before the graph turns: one that flips is hard to follow. */
const WORTH_TURNING = 1.2;

/**
 * The flow whose drawing is shown larger in the frame. What fits at its natural size either way stays as
 * it is.
 *
 * @param extents - pixels at zoom 1 of the drawing of each flow
 */
export function fittingFlow(
  extents: Record<Flow, Size>,
  frame: Size,
  current: Flow,
): Flow {
  if (frame.width === 0 || frame.height === 0) return current;
  const other = current === 'right' ? 'down' : 'right';
  const gain = zoomOf(extents[other], frame) / zoomOf(extents[current], frame);
  return gain > WORTH_TURNING ? other : current;
}

/** At most 1: nodes are never drawn larger than they are. */
function zoomOf(drawing: Size, frame: Size): number {
  return Math.min(
    1,
    frame.width / Math.max(1, drawing.width),
    frame.height / Math.max(1, drawing.height),
  );
}
