import { useMemo } from 'react';
import type { GraphNode } from './GraphNode';
import type { GraphLayout } from './layout/GraphLayout';
import { TaskCard } from './TaskCard';
import { useGradually } from './useGradually';

/** The tasks that are in sight, and those that keys act on wherever they are. */
export function TaskCards(props: {
  tasks: ReadonlyMap<string, GraphNode>;
  layout: GraphLayout;
  compact: boolean;
  /** Names in sight. */
  names: readonly string[];
  selected: string | null;
  /** The task that the Tab key stops at in a large graph. */
  stop: string | null;
  labelOf(task: GraphNode): string;
  onSelect?(name: string): void;
  onFocus(name: string, seen: boolean): void;
  onBlur(): void;
}) {
  const { tasks, layout, compact, names, selected, stop, labelOf } = props;
  const { onSelect, onFocus, onBlur } = props;
  const shown = useMemo(() => new Set(names), [names]);
  const drawn = useGradually(names);
  const all = useMemo(() => {
    const wanted = new Set(drawn);
    if (stop !== null) wanted.add(stop);
    // In the order of the definition, whatever has the focus: the Tab key goes by it.
    return [...tasks.keys()].filter(name => wanted.has(name));
  }, [tasks, drawn, stop]);
  return (
    <>
      {all.map(name => {
        const task = tasks.get(name);
        const place = layout.positions.get(name);
        return (
          task &&
          place && (
            <TaskCard
              key={name}
              task={task}
              label={labelOf(task)}
              compact={compact}
              chosen={name === selected}
              far={!shown.has(name)}
              stop={!compact || name === stop}
              x={place.x}
              y={place.y}
              width={layout.size.width}
              height={layout.size.height}
              onSelect={onSelect}
              onFocus={onFocus}
              onBlur={onBlur}
            />
          )
        );
      })}
    </>
  );
}
