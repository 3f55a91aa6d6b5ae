import type { GraphNode } from '../GraphNode';

/** What decides where tasks are drawn; anything else may change without a new layout. */
export type GraphShape = ReadonlyArray<Pick<GraphNode, 'name' | 'dependsOn'>>;

/** Where downstream tasks stand, seen from those that they wait for. */
export type Flow = 'right' | 'down';

/** Pixels at zoom 1. */
export interface Size {
  width: number;
  height: number;
}

/** Pixels at zoom 1, from the upper left of the drawing. */
export interface Point {
  x: number;
  y: number;
}

/** Tasks that wait for the same tasks and that the same tasks wait for, drawn as one block. */
export interface Siblings extends Point, Size {
  tasks: readonly string[];
}

/** An arrow. Each end is a task that stands alone, or the first of the siblings that it is for. */
export interface Wire {
  from: string;
  to: string;
  /** As the attribute `d` of an SVG path. */
  d: string;
}

/** Where everything is drawn. */
export interface GraphLayout {
  flow: Flow;
  /** Of a task. */
  size: Size;
  /** Of the whole drawing. */
  extent: Size;
  /** Upper left corners by name of task. */
  positions: ReadonlyMap<string, Point>;
  siblings: readonly Siblings[];
  wires: readonly Wire[];
  /** Tasks that stand beside each other, across the flow in order; the ranks follow the flow. */
  ranks: ReadonlyArray<readonly string[]>;
}
