import { useMemo, useRef, type KeyboardEvent } from 'react';
import type { Run } from '@mlops/plugin-mlops-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { GanttRowView } from './GanttRowView';
import { ganttGeometry } from './geometry';
import { tickLabel } from './tickLabel';
import { useNow } from '../shared/useNow';
import styles from './Gantt.module.css';

/** When each attempt of a run's tasks took place. */
export function Gantt(props: {
  run: Run;
  selected: string | null;
  onSelect(name: string): void;
}) {
  const { run, selected, onSelect } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const list = useRef<HTMLDivElement>(null);
  const now = useNow(run.finishedAt === null);
  const geometry = useMemo(
    () =>
      ganttGeometry(
        {
          startedAt: run.startedAt ?? run.createdAt,
          finishedAt: run.finishedAt,
        },
        run.tasks,
        now,
      ),
    [run, now],
  );
  const length = geometry.to - geometry.from;

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const rows = [
      ...(list.current?.querySelectorAll<HTMLElement>('[data-row]') ?? []),
    ];
    const at = rows.findIndex(row => row === document.activeElement);
    rows[at + step]?.focus();
  };

  return (
    <div className={styles.gantt}>
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
        ref={list}
        className={styles.rows}
        role="list"
        aria-label={t('run.gantt.label')}
      >
        {geometry.rows.map(row => (
          <GanttRowView
            key={row.name}
            row={row}
            chosen={row.name === selected}
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
