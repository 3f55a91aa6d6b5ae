import clsx from 'clsx';
import type { RunTask } from '@mlops/plugin-mlops-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { formatBytes } from '../shared/formatBytes';
import { RelativeTime } from '../shared/RelativeTime';
import { StateBadge } from '../shared/StateBadge';
import { Elapsed } from './Elapsed';
import styles from './TaskTable.module.css';

/** The tasks of a run, one a row, in the order of the pipeline. */
export function TaskTable(props: {
  tasks: readonly RunTask[];
  selected: string | null;
  onSelect(name: string): void;
}) {
  const { tasks, selected, onSelect } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  return (
    <div className={styles.scroll}>
      <table className={styles.table} aria-label={t('run.table.label')}>
        <thead>
          <tr>
            <th scope="col">{t('run.table.task')}</th>
            <th scope="col">{t('run.table.state')}</th>
            <th scope="col">{t('run.table.started')}</th>
            <th scope="col" className={styles.number}>
              {t('run.table.duration')}
            </th>
            <th scope="col" className={styles.number}>
              {t('run.table.attempts')}
            </th>
            <th scope="col" className={styles.number}>
              {t('run.table.memory')}
            </th>
          </tr>
        </thead>
        <tbody>
          {tasks.map(task => (
            <tr
              key={task.name}
              className={clsx(
                styles.row,
                task.name === selected && styles.chosen,
              )}
              aria-current={task.name === selected ? 'true' : undefined}
              onClick={() => onSelect(task.name)}
            >
              <th scope="row">
                <button
                  type="button"
                  className={styles.name}
                  onClick={() => onSelect(task.name)}
                >
                  {task.title}
                </button>
                <div className={styles.soft}>
                  {task.template} {task.version}
                </div>
              </th>
              <td title={task.reason ?? undefined}>
                <StateBadge status={task.status} />
              </td>
              <td>
                {task.startedAt && <RelativeTime value={task.startedAt} />}
              </td>
              <td className={styles.number}>
                {task.startedAt && (
                  <Elapsed from={task.startedAt} to={task.finishedAt} />
                )}
              </td>
              <td className={styles.number}>{task.attempts.length}</td>
              <td className={styles.number}>{peakMemory(task)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function peakMemory({ attempts }: RunTask): string {
  const bytes = attempts.flatMap(({ peak }) => peak?.memoryBytes ?? []);
  return bytes.length === 0 ? '' : formatBytes(Math.max(...bytes));
}
