import { useMemo } from 'react';
import { useStore, type ReactFlowState } from '@xyflow/react';
import type { GraphLayout } from './layout/GraphLayout';
import { TaskTiles } from './layout/TaskTiles';

/** From this zoom on names can be read; below, tasks are blocks in the colour of their state. */
export const NEAR = 0.55;

const FAR = 'far';

/** Names of the tasks in sight that are near enough to be read, and a way to find the task at a place. */
export function useVisibleTasks(layout: GraphLayout) {
  const tiles = useMemo(() => new TaskTiles(layout), [layout]);
  // Text, so that moving within the same tiles changes nothing.
  const key = useStore(tilesInSight);
  const names = useMemo(() => {
    if (key === FAR) return [];
    const [left, top, right, bottom] = key.split(' ').map(Number);
    return tiles.within({ left, top, right, bottom });
  }, [tiles, key]);
  return { names, tiles };
}

function tilesInSight({ transform, width, height }: ReactFlowState): string {
  const [x, y, zoom] = transform;
  if (zoom < NEAR) return FAR;
  const { left, top, right, bottom } = TaskTiles.range(
    -x / zoom,
    -y / zoom,
    (width - x) / zoom,
    (height - y) / zoom,
  );
  return `${left} ${top} ${right} ${bottom}`;
}
