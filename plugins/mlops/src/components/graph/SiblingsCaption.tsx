import { memo } from 'react';
import { useStore } from '@xyflow/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { StateIcon } from '../shared/StateIcon';
import { useStatusWord } from '../shared/useStatusWord';
import { countStates } from './countStates';
import type { GraphNode } from './GraphNode';
import type { Siblings } from './layout/GraphLayout';
import styles from './PipelineGraph.module.css';

/** How much larger than the drawing a caption becomes so that it can be read from afar. */
const LARGEST = 8;

/** What a block of siblings holds: how many, and how many in each state. */
export const SiblingsCaption = memo(function SiblingsCaptionView(props: {
  block: Siblings;
  /** All tasks of the graph, by name. */
  tasks: ReadonlyMap<string, GraphNode>;
}) {
  const { block, tasks } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const wordOf = useStatusWord();
  const scale = useStore(({ transform }) =>
    Math.min(LARGEST, Math.max(1, 1 / transform[2])),
  );
  const counts = countStates(
    block.tasks.flatMap(name => tasks.get(name) ?? []),
  );
  return (
    <div
      className={styles.caption}
      style={{
        left: block.x,
        top: block.y,
        // Inside the frame while it is as high as its place there, above it from afar.
        transform: `scale(${scale}) translateY(${scale > 1.2 ? -100 : 0}%)`,
      }}
    >
      <span>{t('run.graph.siblings', { count: block.tasks.length })}</span>
      {counts.map(({ status, count }) => (
        <span key={status} title={wordOf(status)} className={styles.count}>
          <StateIcon status={status} />
          {count}
        </span>
      ))}
    </div>
  );
});
