import type { PointerEvent } from 'react';
import { useReactFlow, useStore } from '@xyflow/react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import type { BlockPath } from './blockPaths';
import type { GraphLayout } from './layout/GraphLayout';
import { StateBlocks } from './StateBlocks';
import styles from './PipelineGraph.module.css';

/** Pixels: enough to see where one is, little enough to leave tasks free. */
const MOST = { width: 160, height: 110 };

/** The whole graph in small, with what is in sight framed; pointing at a place goes there. */
export function GraphMap(props: {
  blocks: readonly BlockPath[];
  layout: GraphLayout;
  onMove(): void;
}) {
  const { blocks, layout, onMove } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const { setCenter } = useReactFlow();
  const zoom = useStore(({ transform }) => transform[2]);
  const { width, height } = layout.extent;
  const allInSight = useStore(
    ({ transform: [x, y, z], ...frame }) =>
      x >= 0 &&
      y >= 0 &&
      x + width * z <= frame.width &&
      y + height * z <= frame.height,
  );
  const scale = Math.min(MOST.width / width, MOST.height / height);

  const go = (event: PointerEvent<SVGSVGElement>) => {
    if (event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    onMove();
    setCenter(
      (event.clientX - box.left) / scale,
      (event.clientY - box.top) / scale,
      { zoom, duration: 0 },
    );
  };
  if (allInSight) return null;
  return (
    <svg
      role="img"
      aria-label={t('run.graph.map')}
      className={styles.map}
      width={width * scale}
      height={height * scale}
      viewBox={`0 0 ${width} ${height}`}
      onPointerDown={event => {
        event.currentTarget.setPointerCapture(event.pointerId);
        go(event);
      }}
      onPointerMove={go}
    >
      <StateBlocks blocks={blocks} />
      <InSight />
    </svg>
  );
}

function InSight() {
  const [x, y, zoom] = useStore(({ transform }) => transform);
  const width = useStore(store => store.width);
  const height = useStore(store => store.height);
  return (
    <rect
      className={styles.sight}
      x={-x / zoom}
      y={-y / zoom}
      width={width / zoom}
      height={height / zoom}
    />
  );
}
