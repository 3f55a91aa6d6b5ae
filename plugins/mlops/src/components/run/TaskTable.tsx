import { useCallback, useEffect, useRef } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import type { RunTask } from '@mlops/plugin-mlops-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { focusable } from './focusable';
import { TaskRow } from './TaskRow';
import styles from './TaskTable.module.css';

/** Pixels of a row; the style sheet sets the same. */
const ROW = 46;

/** The tasks of a run, one a row, in the order of the pipeline; only the rows in sight are drawn. */
export function TaskTable(props: {
  tasks: readonly RunTask[];
  selected: string | null;
  onSelect(name: string): void;
}) {
  const { tasks, selected, onSelect } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const frame = useRef<HTMLDivElement>(null);
  useEffect(() => focusable(frame.current), []);
  const virtualizer = useVirtualizer({
    count: tasks.length,
    getScrollElement: () => frame.current,
    estimateSize: () => ROW,
    overscan: 8,
    useFlushSync: false,
    getItemKey: useCallback((index: number) => tasks[index].name, [tasks]),
  });
  const items = virtualizer.getVirtualItems();
  const at = tasks.findIndex(({ name }) => name === selected);
  useEffect(() => {
    if (at >= 0) virtualizer.scrollToIndex(at, { align: 'auto' });
  }, [virtualizer, at]);
  const end = items[items.length - 1]?.end ?? 0;

  return (
    <div ref={frame} className={styles.scroll}>
      <table
        className={styles.table}
        aria-label={t('run.table.label')}
        aria-rowcount={tasks.length + 1}
      >
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col">{t('run.table.task')}</th>
            <th scope="col" className={styles.state}>
              {t('run.table.state')}
            </th>
            <th scope="col" className={styles.started}>
              {t('run.table.started')}
            </th>
            <th scope="col" className={styles.took}>
              {t('run.table.duration')}
            </th>
            <th scope="col" className={styles.tries}>
              {t('run.table.attempts')}
            </th>
            <th scope="col" className={styles.memory}>
              {t('run.table.memory')}
            </th>
          </tr>
        </thead>
        <tbody>
          <tr aria-hidden style={{ height: items[0]?.start ?? 0 }} />
          {items.map(({ index }) => (
            <TaskRow
              key={tasks[index].name}
              task={tasks[index]}
              index={index}
              chosen={index === at}
              onSelect={onSelect}
            />
          ))}
          <tr
            aria-hidden
            style={{ height: virtualizer.getTotalSize() - end }}
          />
        </tbody>
      </table>
    </div>
  );
}
