import { useMemo, useRef, type KeyboardEvent } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { Run, RunTask } from '@mlops/plugin-mlops-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { GanttRowView } from './GanttRowView';
import { ganttGeometry } from './geometry';
import { tickLabel } from './tickLabel';
import { useNow } from '../shared/useNow';
import styles from './Gantt.module.css';

/** Pixels of a row and of the axis; the style sheet sets the same. */
const ROW = 30;
const AXIS = 27;

/** When each attempt of a run's tasks took place. */
export function Gantt(props: {
  run: Run;
  /** Those that are listed; the axis is that of the whole run. */
  tasks: readonly RunTask[];
  selected: string | null;
  onSelect(name: string): void;
}) {
  const { run, tasks, selected, onSelect } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const frame = useRef<HTMLDivElement>(null);
  const now = useNow(run.finishedAt === null);
  const geometry = useMemo(
    () =>
      ganttGeometry(
        {
          startedAt: run.startedAt ?? run.createdAt,
          finishedAt: run.finishedAt,
        },
        tasks,
        now,
      ),
    [run.startedAt, run.createdAt, run.finishedAt, tasks, now],
  );
  const length = geometry.to - geometry.from;

  const { rows } = geometry;
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW,
    overscan: 10,
    useFlushSync: false,
    scrollPaddingStart: AXIS,
  });
  const items = virtualizer.getVirtualItems();

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = Number(event.currentTarget.dataset.row) + step;
    if (!rows[next]) return;
    virtualizer.scrollToIndex(next, { align: 'auto' });
    // Rows beyond the last one drawn come with the next drawing; some are always drawn in advance.
    frame.current?.querySelector<HTMLElement>(`[data-row="${next}"]`)?.focus();
  };

  return (
    <div ref={frame} className={styles.gantt}>
      <div className={styles.axis} aria-hidden>
        <div className={styles.scale}>
          {geometry.ticks.map(tick => (
            <span
              key={tick.offsetMs}
              className={styles.tick}
              style={{ left: `${tick.left * 100}%` }}
            >
              {tickLabel(tick.offsetMs, length)}
            </span>
          ))}
        </div>
      </div>
      <div
        className={styles.rows}
        style={{ height: virtualizer.getTotalSize() }}
        role="list"
        aria-label={t('run.gantt.label')}
      >
        {items.map(({ index, start }) => (
          <GanttRowView
            key={rows[index].name}
            row={rows[index]}
            index={index}
            count={rows.length}
            top={start}
            chosen={rows[index].name === selected}
            onSelect={onSelect}
            onKeyDown={onKeyDown}
          />
        ))}
        <div className={styles.lines} aria-hidden>
          {geometry.ticks.map(tick => (
            <span
              key={tick.offsetMs}
              className={styles.line}
              style={{ left: `${tick.left * 100}%` }}
            />
          ))}
          {geometry.now !== null && (
            <span
              className={styles.now}
              style={{ left: `${geometry.now * 100}%` }}
            />
          )}
        </div>
      </div>
    </div>
  );
}
