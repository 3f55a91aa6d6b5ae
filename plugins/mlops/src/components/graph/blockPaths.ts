import type { Status } from '@mlops/plugin-mlops-common';
import type { GraphNode } from './GraphNode';
import type { GraphLayout } from './layout/GraphLayout';

/** Pixels of the corners of a task. */
const RADIUS = 6;

/** All tasks of one state as one SVG path, which a browser draws far faster than an element each. */
export interface BlockPath {
  status: Status | 'none';
  d: string;
}

/** The tasks as blocks, by state. */
export function blockPaths(
  tasks: readonly GraphNode[],
  layout: GraphLayout,
): BlockPath[] {
  const paths = new Map<Status | 'none', string[]>();
  for (const { name, status = 'none' } of tasks) {
    const d = blockPath(name, layout);
    const known = paths.get(status);
    if (known) known.push(d);
    else paths.set(status, [d]);
  }
  return [...paths]
    .map(([status, parts]) => ({ status, d: parts.join('') }))
    .sort((a, b) => a.status.localeCompare(b.status));
}

/**
 * The rectangle of a task as an SVG path.
 *
 * @param around - pixels that stay free between the task and the path
 */
export function blockPath(
  name: string,
  { positions, size }: GraphLayout,
  around = 0,
): string {
  const place = positions.get(name);
  if (!place) return '';
  const r = RADIUS + around;
  const width = size.width - 2 * RADIUS;
  const height = size.height - 2 * RADIUS;
  const arc = (x: number, y: number) => `a${r} ${r} 0 0 1 ${x} ${y}`;
  return [
    `M${place.x + RADIUS} ${place.y - around}h${width}${arc(r, r)}`,
    `v${height}${arc(-r, r)}h${-width}${arc(-r, -r)}v${-height}${arc(r, -r)}z`,
  ].join('');
}
