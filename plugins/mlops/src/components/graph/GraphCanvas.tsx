import {
  useCallback,
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
} from 'react';
import { Panel, ReactFlow, useReactFlow, ViewportPortal } from '@xyflow/react';
import '@xyflow/react/dist/base.css';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { useStatusWord } from '../shared/useStatusWord';
import { blockPaths } from './blockPaths';
import { findTasks, type TaskQuery } from './findTasks';
import { GraphControls } from './GraphControls';
import { GraphDrawing } from './GraphDrawing';
import { GraphFinder } from './GraphFinder';
import { GraphMap } from './GraphMap';
import type { GraphNode } from './GraphNode';
import { GraphRings } from './GraphRings';
import type { GraphLayout } from './layout/GraphLayout';
import { COMPACT_BEYOND } from './layout/layout';
import { neighbour, type Direction } from './layout/neighbour';
import { SiblingsCaption } from './SiblingsCaption';
import { TaskCards } from './TaskCards';
import { useAfterPaint } from './useAfterPaint';
import { useGraphView, ZOOM } from './useGraphView';
import { useVisibleTasks } from './useVisibleTasks';
import styles from './PipelineGraph.module.css';

/** Up to here one sees every task without a map and finds it without a search. */
const LARGE_BEYOND = 30;

const NOTHING: TaskQuery = { text: '', status: null };

const DIRECTIONS: Record<string, Direction | undefined> = {
  ArrowLeft: 'left',
  ArrowRight: 'right',
  ArrowUp: 'up',
  ArrowDown: 'down',
};

/** The graph as one moves in it: a picture of everything, and cards for the tasks near enough to be read. */
export function GraphCanvas(props: {
  tasks: readonly GraphNode[];
  layout: GraphLayout;
  selected: string | null;
  guided: boolean;
  onSelect?(name: string): void;
}) {
  const { tasks, layout, selected, guided, onSelect } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const wordOf = useStatusWord();
  const frame = useRef<HTMLDivElement>(null);
  const { screenToFlowPosition } = useReactFlow();
  const large = tasks.length > LARGE_BEYOND;
  const painted = useAfterPaint();
  const hasStates = tasks.some(({ status }) => status !== undefined);
  const { reveal, moved, fit } = useGraphView(frame, layout, selected, {
    whole: hasStates,
    guided,
    large,
  });
  const { names, tiles } = useVisibleTasks(layout);
  const blocks = useMemo(() => blockPaths(tasks, layout), [tasks, layout]);
  const byName = useMemo(
    () => new Map(tasks.map(task => [task.name, task])),
    [tasks],
  );

  const [query, setQuery] = useState(NOTHING);
  const found = useMemo(() => findTasks(tasks, query), [tasks, query]);

  const [walked, setWalked] = useState<string | null>(null);
  const stop =
    [walked, selected, tasks[0]?.name].find(
      name => name && layout.positions.has(name),
    ) ?? null;
  const focusing = useRef(false);
  useEffect(() => {
    if (!focusing.current || walked === null) return;
    focusing.current = false;
    frame.current
      ?.querySelector<HTMLElement>(`[data-task="${CSS.escape(walked)}"]`)
      ?.focus({ preventScroll: true });
  }, [walked]);
  const [focused, setFocused] = useState<string | null>(null);
  const onFocus = useCallback(
    (name: string, seen: boolean) => {
      setWalked(name);
      if (!seen) return;
      setFocused(name);
      moved();
      reveal(name, { close: false });
    },
    [reveal, moved],
  );
  const onBlur = useCallback(() => setFocused(null), []);

  const labelOf = useCallback(
    (task: GraphNode) =>
      task.status
        ? `${task.title}, ${wordOf(task.status)}`
        : `${task.title}, ${task.template} ${task.version}`,
    [wordOf],
  );

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    if (!(event.target instanceof HTMLElement)) return;
    const name = event.target.dataset.task;
    if (name === undefined) return;
    const direction = DIRECTIONS[event.key];
    if (direction) {
      event.preventDefault();
      const next = neighbour(tasks, layout, name, direction);
      if (next === null) return;
      focusing.current = true;
      setWalked(next);
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      onSelect?.(name);
    }
  };

  const onPaneClick = (event: MouseEvent) => {
    const { clientX: x, clientY: y } = event;
    const name = tiles.at(screenToFlowPosition({ x, y }));
    if (name !== null) onSelect?.(name);
  };

  return (
    <div ref={frame} className={styles.canvas}>
      <ReactFlow
        aria-label={t('run.graph.label', { count: tasks.length })}
        onKeyDown={onKeyDown}
        onPaneClick={onPaneClick}
        onMoveStart={event => event && moved()}
        disableKeyboardA11y
        deleteKeyCode={null}
        selectionKeyCode={null}
        multiSelectionKeyCode={null}
        zoomActivationKeyCode={null}
        panActivationKeyCode={null}
        minZoom={ZOOM.min}
        maxZoom={ZOOM.max}
      >
        <ViewportPortal>
          <GraphDrawing
            tasks={tasks}
            blocks={blocks}
            layout={layout}
            selected={selected}
            faint={found !== null}
          />
          {layout.siblings.map(block => (
            <SiblingsCaption
              key={block.tasks[0]}
              block={block}
              tasks={byName}
            />
          ))}
          <TaskCards
            tasks={byName}
            layout={layout}
            compact={tasks.length > COMPACT_BEYOND}
            names={names}
            selected={selected}
            stop={stop}
            labelOf={labelOf}
            onSelect={onSelect}
            onFocus={onFocus}
            onBlur={onBlur}
          />
          <GraphRings
            layout={layout}
            selected={selected}
            focused={focused}
            found={found}
          />
        </ViewportPortal>
        <Panel position="bottom-left">
          <GraphControls onFit={fit} />
        </Panel>
        {large && painted && (
          <>
            <Panel position="top-left">
              <GraphFinder
                tasks={tasks}
                query={query}
                onQuery={setQuery}
                found={found}
                onGo={name => {
                  setWalked(name);
                  moved();
                  reveal(name, { close: true });
                  onSelect?.(name);
                }}
              />
            </Panel>
            <Panel position="bottom-right">
              <GraphMap blocks={blocks} layout={layout} onMove={moved} />
            </Panel>
          </>
        )}
      </ReactFlow>
    </div>
  );
}
