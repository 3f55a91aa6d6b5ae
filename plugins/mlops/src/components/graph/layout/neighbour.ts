import type { Flow, GraphLayout, GraphShape } from './GraphLayout';

export type Direction = 'left' | 'right' | 'up' | 'down';

/** Along the edges, or across them through the tasks of the same rank. */
type Step = 'upstream' | 'downstream' | 'before' | 'after';

const STEPS: Record<Flow, Record<Direction, Step>> = {
  right: { left: 'upstream', right: 'downstream', up: 'before', down: 'after' },
  down: { up: 'upstream', down: 'downstream', left: 'before', right: 'after' },
};

/**
 * The task that an arrow key leads to: along the flow it follows the edges to the nearest upstream or
 * downstream task, across it goes through the tasks of the same rank. `null` at the border.
 */
export function neighbour(
  shape: GraphShape,
  layout: GraphLayout,
  from: string,
  direction: Direction,
): string | null {
  const step = STEPS[layout.flow][direction];
  switch (step) {
    case 'upstream':
      return nearest(
        layout,
        from,
        shape.find(task => task.name === from)?.dependsOn ?? [],
      );
    case 'downstream':
      return nearest(
        layout,
        from,
        shape
          .filter(task => task.dependsOn.includes(from))
          .map(task => task.name),
      );
    default:
      return beside(layout, from, step === 'after' ? 1 : -1);
  }
}

function beside({ ranks }: GraphLayout, from: string, by: number) {
  const rank = ranks.find(names => names.includes(from)) ?? [];
  return rank[rank.indexOf(from) + by] ?? null;
}

function nearest(
  { positions }: GraphLayout,
  from: string,
  names: readonly string[],
): string | null {
  const here = positions.get(from);
  let found: string | null = null;
  let least = Infinity;
  for (const name of names) {
    const there = positions.get(name);
    const away =
      here && there ? Math.hypot(here.x - there.x, here.y - there.y) : Infinity;
    if (away < least) {
      least = away;
      found = name;
    }
  }
  return found;
}
