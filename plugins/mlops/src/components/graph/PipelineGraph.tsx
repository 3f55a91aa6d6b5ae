import { useRef } from 'react';
import { ReactFlowProvider } from '@xyflow/react';
import { Skeleton } from '@backstage/ui';
import type { GraphNode } from './GraphNode';
import { GraphCanvas } from './GraphCanvas';
import { useGraphLayout } from './layout/useGraphLayout';
import styles from './PipelineGraph.module.css';

/** The tasks of a pipeline or of a run as a graph that one looks at, walks through and selects in. */
export function PipelineGraph(props: {
  tasks: GraphNode[];
  /** Name of the lit task. */
  selected?: string | null;
  /** Whether the page chose it, and goes on to others: the graph follows until a person moves it. */
  guided?: boolean;
  onSelect?(name: string): void;
}) {
  const { tasks, selected = null, guided = false, onSelect } = props;
  const frame = useRef<HTMLDivElement>(null);
  const layout = useGraphLayout(tasks, frame);
  return (
    <div ref={frame} className={styles.frame}>
      {layout ? (
        <ReactFlowProvider>
          <GraphCanvas
            tasks={tasks}
            layout={layout}
            selected={selected}
            guided={guided}
            onSelect={onSelect}
          />
        </ReactFlowProvider>
      ) : (
        <Skeleton width="100%" height="100%" />
      )}
    </div>
  );
}
