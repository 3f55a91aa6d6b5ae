import type { BlockPath } from './blockPaths';
import styles from './GraphDrawing.module.css';

/** Tasks as blocks in the colour of their state, inside an SVG. */
export function StateBlocks({ blocks }: { blocks: readonly BlockPath[] }) {
  return (
    <g className={styles.blocks}>
      {blocks.map(({ status, d }) => (
        <path key={status} data-status={status} d={d} />
      ))}
    </g>
  );
}
