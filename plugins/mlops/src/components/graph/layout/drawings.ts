import type { Flow, GraphLayout, GraphShape } from './GraphLayout';
import { layout } from './layout';

/** A graph drawn both ways; the frame decides which one is shown. */
export type Drawings = Record<Flow, GraphLayout>;

/** Draws a graph both ways. */
export function draw(shape: GraphShape): Drawings {
  return { right: layout(shape, 'right'), down: layout(shape, 'down') };
}
