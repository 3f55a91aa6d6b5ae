import { useCallback, useMemo, useRef, type KeyboardEvent } from 'react';
import {
  MiniMap,
  Panel,
  ReactFlow,
  type NodeMouseHandler,
} from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { useStatusWord } from '../shared/useStatusWord';
import type { GraphNode } from './GraphNode';
import { COMPACT_BEYOND, type GraphLayout } from './layout';
import { graphEdges, graphNodes, type TaskFlowNode } from './graphElements';
import { neighbour, type Direction } from './neighbour';
import { GraphControls } from './GraphControls';
import { TaskNode } from './TaskNode';
import { FIT, useGraphView } from './useGraphView';
import styles from './PipelineGraph.module.css';

/** Up to here one sees every task without a map. */
const MAP_BEYOND = 30;

/** Pixels: enough to see where one is, little enough to leave tasks free. */
const MAP_SIZE = { width: 160, height: 100 };

const NODE_TYPES = { task: TaskNode };

const DIRECTIONS: Record<string, Direction | undefined> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

export function GraphCanvas(props: {
  tasks: readonly GraphNode[];
  layout: GraphLayout;
  selected: string | null;
  onSelect?(name: string): void;
}) {
  const { tasks, layout, selected, onSelect } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const wordOf = useStatusWord();
  const frame = useRef<HTMLDivElement>(null);
  const { reveal, moved, fit } = useGraphView(frame, layout, selected);

  const labelOf = useCallback(
    (task: GraphNode) =>
      task.status
        ? `${task.title}, ${wordOf(task.status)}`
        : `${task.title}, ${task.template} ${task.version}`,
    [wordOf],
  );
  const compact = tasks.length > COMPACT_BEYOND;
  const nodes = useMemo(
    () => graphNodes(tasks, layout, compact, selected, labelOf),
    [tasks, layout, compact, selected, labelOf],
  );
  const edges = useMemo(
    () => graphEdges(tasks, (from, to) => t('run.graph.edge', { from, to })),
    [tasks, t],
  );

  const onNodeClick: NodeMouseHandler<TaskFlowNode> = (_, node) =>
    onSelect?.(node.id);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (!(event.target instanceof HTMLElement)) return;
    const name = event.target.dataset.id;
    if (name === undefined || !layout.positions.has(name)) return;
    const direction = DIRECTIONS[event.key];
    if (direction) {
      event.preventDefault();
      const next = neighbour(tasks, layout, name, direction);
      if (next !== null) reveal(next, { focus: true });
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onSelect?.(name);
    }
  };

  return (
    <div ref={frame} className={styles.canvas}>
      <ReactFlow<TaskFlowNode>
        aria-label={t('run.graph.label', { count: tasks.length })}
        onKeyDown={onKeyDown}
        nodes={nodes}
        edges={edges}
        nodeTypes={NODE_TYPES}
        onNodeClick={onNodeClick}
        onMoveStart={event => event && moved()}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable
        edgesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        onlyRenderVisibleElements
        fitView
        fitViewOptions={FIT}
        minZoom={0.05}
        maxZoom={2}
        ariaLabelConfig={{ 'minimap.ariaLabel': t('run.graph.map') }}
      >
        <Panel position="bottom-left">
          <GraphControls onFit={fit} />
        </Panel>
        {tasks.length > MAP_BEYOND && (
          <MiniMap<TaskFlowNode>
            className={styles.map}
            style={MAP_SIZE}
            pannable
            zoomable
            nodeColor={node =>
              node.data.task.status
                ? `var(--mlops-state-${node.data.task.status})`
                : 'var(--bui-border-2)'
            }
          />
        )}
      </ReactFlow>
    </div>
  );
}
