import { Position, type BuiltInEdge, type Node } from '@xyflow/react';
import type { GraphNode } from './GraphNode';
import type { Flow, GraphLayout, Size } from './layout';

/** A task on the canvas. */
export type TaskFlowNode = Node<
  { task: GraphNode; compact: boolean; chosen: boolean; flow: Flow },
  'task'
>;

/** Where edges end and begin at a task. */
export const SIDES = {
  right: { target: Position.Left, source: Position.Right },
  down: { target: Position.Top, source: Position.Bottom },
} as const;

const SPOTS: Record<Position, { x: number; y: number }> = {
  [Position.Left]: { x: 0, y: 0.5 },
  [Position.Right]: { x: 1, y: 0.5 },
  [Position.Top]: { x: 0.5, y: 0 },
  [Position.Bottom]: { x: 0.5, y: 1 },
};

/** What the canvas draws of tasks at their places. `labelOf` names a task with its state for screen readers. */
export function graphNodes(
  tasks: readonly GraphNode[],
  { flow, size, positions }: GraphLayout,
  compact: boolean,
  selected: string | null,
  labelOf: (task: GraphNode) => string,
): TaskFlowNode[] {
  return tasks.flatMap(task => {
    const position = positions.get(task.name);
    if (!position) return [];
    const chosen = task.name === selected;
    return [
      {
        id: task.name,
        type: 'task' as const,
        position,
        ...size,
        // Given beforehand, so that edges need not wait until every node was measured.
        measured: size,
        handles: [
          handle('target', SIDES[flow].target, size),
          handle('source', SIDES[flow].source, size),
        ],
        data: { task, compact, chosen, flow },
        ariaLabel: labelOf(task),
        // A group and not a button: a button's name would have to repeat everything written in it.
        ariaRole: 'group',
        domAttributes: { 'aria-current': chosen },
        zIndex: chosen ? 1 : 0,
      },
    ];
  });
}

/** The arrows between tasks. `labelOf` names one for screen readers, by the titles of its ends. */
export function graphEdges(
  tasks: readonly GraphNode[],
  labelOf: (from: string, to: string) => string,
): BuiltInEdge[] {
  const titles = new Map(tasks.map(({ name, title }) => [name, title]));
  return tasks.flatMap(task =>
    task.dependsOn
      .filter(upstream => titles.has(upstream))
      .map(upstream => ({
        id: `${upstream}>${task.name}`,
        source: upstream,
        target: task.name,
        type: 'smoothstep' as const,
        // Less than half the room between two columns, so that an edge never turns back.
        pathOptions: { offset: 10, borderRadius: 6 },
        animated: task.status === 'running',
        focusable: false,
        ariaLabel: labelOf(titles.get(upstream) ?? upstream, task.title),
      })),
  );
}

function handle(type: 'source' | 'target', position: Position, size: Size) {
  const { x, y } = SPOTS[position];
  return {
    type,
    position,
    x: x * size.width,
    y: y * size.height,
    width: 1,
    height: 1,
  };
}
