import type { KeyboardEvent } from 'react';
import clsx from 'clsx';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { formatDuration } from '../shared/formatDuration';
import { StateIcon } from '../shared/StateIcon';
import { useStatusWord } from '../shared/useStatusWord';
import type { GanttBar, GanttRow } from './geometry';
import styles from './Gantt.module.css';

/** One task: its name, and a bar for each attempt. */
export function GanttRowView(props: {
  row: GanttRow;
  chosen: boolean;
  onSelect(name: string): void;
  onKeyDown(event: KeyboardEvent): void;
}) {
  const { row, chosen, onSelect, onKeyDown } = props;
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
    <div role="listitem">
      <button
        type="button"
        data-row={row.name}
        className={clsx(styles.row, chosen && styles.chosen)}
        aria-pressed={chosen}
        aria-label={[
          row.title,
          wordOf(row.status),
          ...row.bars.map(textOf),
        ].join(', ')}
        onClick={() => onSelect(row.name)}
        onKeyDown={onKeyDown}
      >
        <span className={styles.name}>
          <StateIcon status={row.status} />
          <span className={styles.title} title={row.title}>
            {row.title}
          </span>
        </span>
        <span className={styles.track}>
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
          {row.bars.length > 0 && (
            <BarLabel bar={row.bars[row.bars.length - 1]} />
          )}
        </span>
      </button>
    </div>
  );
}

/** The duration stands on the side of its bar where there is more room. */
function BarLabel({ bar }: { bar: GanttBar }) {
  const end = bar.left + bar.width;
  const place =
    1 - end > 0.12
      ? { left: `calc(${end * 100}% + 6px)` }
      : { right: `calc(${(1 - bar.left) * 100}% + 6px)` };
  if (1 - end <= 0.12 && bar.left < 0.12) return null;
  return (
    <span className={styles.duration} style={place}>
      {formatDuration(bar.durationMs)}
    </span>
  );
}
