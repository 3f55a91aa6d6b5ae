import type { KeyboardEvent } from 'react';
import { VisuallyHidden } from '@backstage/ui';
import clsx from 'clsx';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { formatDuration } from '../shared/formatDuration';
import { StateIcon } from '../shared/StateIcon';
import { useStatusWord } from '../shared/useStatusWord';
import type { GanttBar, GanttRow } from './geometry';
import styles from './Gantt.module.css';

/** Share of the axis that a written duration takes. */
const ROOM = 0.14;

/** One task: its name, and a bar for each attempt. */
export function GanttRowView(props: {
  row: GanttRow;
  /** Counts from 0, of so many. */
  index: number;
  count: number;
  /** Pixels from the first row. */
  top: number;
  chosen: boolean;
  onSelect(name: string): void;
  onKeyDown(event: KeyboardEvent<HTMLElement>): void;
}) {
  const { row, index, count, top, chosen, onSelect, onKeyDown } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const wordOf = useStatusWord();

  const textOf = (bar: GanttBar) =>
    [
      t('run.gantt.bar', {
        attempt: String(bar.attempt),
        status: wordOf(bar.status),
        duration: formatDuration(bar.durationMs),
      }),
      bar.reason,
    ]
      .filter(Boolean)
      .join(' · ');

  return (
    <div
      role="listitem"
      aria-posinset={index + 1}
      aria-setsize={count}
      className={styles.item}
      style={{ transform: `translateY(${top}px)` }}
    >
      <button
        type="button"
        data-row={index}
        className={clsx(styles.row, chosen && styles.chosen)}
        aria-pressed={chosen}
        onClick={() => onSelect(row.name)}
        onKeyDown={onKeyDown}
      >
        <span className={styles.name}>
          <StateIcon status={row.status} />
          <span className={styles.title} title={row.title}>
            {row.title}
          </span>
          <VisuallyHidden>
            {[
              ', ',
              wordOf(row.status),
              ...row.bars.map(bar => `, ${textOf(bar)}`),
            ]}
          </VisuallyHidden>
        </span>
        <span aria-hidden className={styles.track}>
          {row.bars.map(bar => (
            <span
              key={bar.attempt}
              className={clsx(styles.bar, bar.running && styles.running)}
              title={textOf(bar)}
              style={{
                left: `${bar.left * 100}%`,
                width: `${bar.width * 100}%`,
                backgroundColor: `var(--mlops-state-${bar.status})`,
              }}
            />
          ))}
          <DurationLabel bars={row.bars} />
        </span>
      </button>
    </div>
  );
}

/** The duration of the last attempt, to the right of its bar or, for want of room, to the left of the first. */
function DurationLabel({ bars }: { bars: readonly GanttBar[] }) {
  const last = bars[bars.length - 1];
  if (!last) return null;
  const end = last.left + last.width;
  const [start] = bars.map(({ left }) => left);
  if (1 - end < ROOM && start < ROOM) return null;
  return (
    <span
      className={styles.duration}
      style={
        1 - end >= ROOM
          ? { left: `calc(${end * 100}% + 6px)` }
          : { right: `calc(${(1 - start) * 100}% + 6px)` }
      }
    >
      {formatDuration(last.durationMs)}
    </span>
  );
}
