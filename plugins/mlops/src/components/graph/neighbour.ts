import type { Flow, GraphLayout, GraphShape } from './layout';

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
  const here = placeOf(layout, from);
  if (!here) return null;
  let nearest: string | null = null;
  let least = Infinity;
  for (const name of candidates(shape, layout, from, direction)) {
    const there = placeOf(layout, name);
    if (!there) continue;
    const away = Math.abs(there.across - here.across);
    if (away < least) {
      least = away;
      nearest = name;
    }
  }
  return nearest;
}

function candidates(
  shape: GraphShape,
  layout: GraphLayout,
  from: string,
  direction: Direction,
): readonly string[] {
  const step = STEPS[layout.flow][direction];
  switch (step) {
    case 'upstream':
      return shape.find(task => task.name === from)?.dependsOn ?? [];
    case 'downstream':
      return shape
        .filter(task => task.dependsOn.includes(from))
        .map(task => task.name);
    default: {
      const here = placeOf(layout, from);
      const sign = step === 'after' ? 1 : -1;
      return shape
        .map(task => task.name)
        .filter(name => {
          const there = placeOf(layout, name);
          return (
            here &&
            there?.along === here.along &&
            (there.across - here.across) * sign > 0
          );
        });
    }
  }
}

function placeOf({ flow, positions }: GraphLayout, name: string) {
  const place = positions.get(name);
  if (!place) return undefined;
  return flow === 'right'
    ? { along: place.x, across: place.y }
    : { along: place.y, across: place.x };
}
