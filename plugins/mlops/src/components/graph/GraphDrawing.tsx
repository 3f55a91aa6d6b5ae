import { memo, useMemo, useRef } from 'react';
import clsx from 'clsx';
import type { BlockPath } from './blockPaths';
import type { GraphNode } from './GraphNode';
import type { GraphLayout, Wire } from './layout/GraphLayout';
import { unitOfTask } from './layout/unitOfTask';
import { StateBlocks } from './StateBlocks';
import { useZoomVariable } from './useZoomVariable';
import styles from './GraphDrawing.module.css';

/** Arrows in one element: few enough that those out of sight cost nothing, many enough to be few elements. */
const CHUNK = 150;

/**
 * The whole graph as a picture: arrows, and tasks as blocks in the colour of their state. Few elements,
 * however large the graph is. The same is in the labels of the tasks, so that screen readers pass it over.
 */
export const GraphDrawing = memo(function GraphDrawingView(props: {
  tasks: readonly GraphNode[];
  blocks: readonly BlockPath[];
  layout: GraphLayout;
  selected: string | null;
  /** Whether only some tasks are looked for, so that the others step back. */
  faint: boolean;
}) {
  const { tasks, blocks, layout, selected, faint } = props;
  const { extent, siblings, wires } = layout;
  const chunks = useMemo(() => chunksOf(wires), [wires]);
  const unitOf = useMemo(() => unitOfTask(layout), [layout]);
  const running = useMemo(() => {
    const units = new Set(
      tasks
        .filter(({ status }) => status === 'running')
        .map(({ name }) => unitOf(name)),
    );
    return join(wires.filter(({ to }) => units.has(to)));
  }, [tasks, wires, unitOf]);
  const near = useMemo(() => {
    const unit = selected === null ? null : unitOf(selected);
    return join(wires.filter(({ from, to }) => from === unit || to === unit));
  }, [selected, wires, unitOf]);
  const picture = useRef<SVGSVGElement>(null);
  useZoomVariable(picture);
  return (
    <svg
      ref={picture}
      aria-hidden
      className={clsx(styles.drawing, faint && styles.faint)}
      width={extent.width}
      height={extent.height}
    >
      {siblings.map(({ tasks: [first], x, y, width, height }) => (
        <rect
          key={first}
          className={styles.frame}
          rx={12}
          {...{ x, y, width, height }}
        />
      ))}
      {chunks.map((d, at) => (
        <path key={at} className={styles.wires} d={d} />
      ))}
      <path className={styles.running} d={running} />
      <path className={styles.near} d={near} />
      <StateBlocks blocks={blocks} />
    </svg>
  );
});

function chunksOf(wires: readonly Wire[]): string[] {
  return Array.from({ length: Math.ceil(wires.length / CHUNK) }, (_, at) =>
    join(wires.slice(at * CHUNK, (at + 1) * CHUNK)),
  );
}

function join(wires: readonly Wire[]): string {
  return wires.map(({ d }) => d).join('');
}
