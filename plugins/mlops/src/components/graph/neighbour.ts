import type { GraphLayout, GraphShape } from './layout';

export type Direction = 'left' | 'right' | 'up' | 'down';

/**
 * The task that an arrow key leads to: left and right follow the edges to the nearest upstream or
 * downstream task, up and down go through the tasks of the same column. `null` at the border.
 */
export function neighbour(
  shape: GraphShape,
  { positions }: GraphLayout,
  from: string,
  direction: Direction,
): string | null {
  const here = positions.get(from);
  if (!here) return null;
  const names = candidates(shape, positions, from, direction);
  let nearest: string | null = null;
  let least = Infinity;
  for (const name of names) {
    const there = positions.get(name);
    if (!there) continue;
    const away = Math.abs(there.y - here.y);
    if (away < least) {
      least = away;
      nearest = name;
    }
  }
  return nearest;
}

function candidates(
  shape: GraphShape,
  positions: GraphLayout['positions'],
  from: string,
  direction: Direction,
): readonly string[] {
  switch (direction) {
    case 'left':
      return shape.find(task => task.name === from)?.dependsOn ?? [];
    case 'right':
      return shape
        .filter(task => task.dependsOn.includes(from))
        .map(task => task.name);
    default: {
      const here = positions.get(from);
      const sign = direction === 'down' ? 1 : -1;
      return shape
        .map(task => task.name)
        .filter(name => {
          const there = positions.get(name);
          return here && there?.x === here.x && (there.y - here.y) * sign > 0;
        });
    }
  }
}
