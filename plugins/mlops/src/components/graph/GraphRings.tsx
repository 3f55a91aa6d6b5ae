import { memo, useRef } from 'react';
import { blockPath } from './blockPaths';
import type { GraphLayout } from './layout/GraphLayout';
import { useZoomVariable } from './useZoomVariable';
import styles from './GraphDrawing.module.css';

/** Frames around tasks, equally strong from near and from afar. */
export const GraphRings = memo(function GraphRingsView(props: {
  layout: GraphLayout;
  selected: string | null;
  /** The task that has the focus of the keyboard. */
  focused: string | null;
  /** Tasks that were searched for. */
  found: readonly string[] | null;
}) {
  const { layout, selected, focused, found } = props;
  const picture = useRef<SVGSVGElement>(null);
  useZoomVariable(picture);
  return (
    <svg
      ref={picture}
      aria-hidden
      className={styles.drawing}
      width={layout.extent.width}
      height={layout.extent.height}
    >
      {found && (
        <path
          className={styles.found}
          d={found.map(name => blockPath(name, layout)).join('')}
        />
      )}
      {selected !== null && (
        <path className={styles.selected} d={blockPath(selected, layout, 1)} />
      )}
      {focused !== null && (
        <path className={styles.focused} d={blockPath(focused, layout, 5)} />
      )}
    </svg>
  );
});
