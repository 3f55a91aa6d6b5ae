import { memo } from 'react';
import clsx from 'clsx';
import type { RunTask } from '@mlops/plugin-mlops-common';
import { formatBytes } from '../shared/formatBytes';
import { RelativeTime } from '../shared/RelativeTime';
import { StateBadge } from '../shared/StateBadge';
import { Elapsed } from './Elapsed';
import styles from './TaskTable.module.css';

function TaskRowView(props: {
  task: RunTask;
  /** Counts from 0 in the whole table. */
  index: number;
  chosen: boolean;
  onSelect(name: string): void;
}) {
  const { task, index, chosen, onSelect } = props;
  return (
    <tr
      className={clsx(styles.row, chosen && styles.chosen)}
      aria-current={chosen ? 'true' : undefined}
      aria-rowindex={index + 2}
      onClick={() => onSelect(task.name)}
    >
      <th scope="row">
        <button
          type="button"
          className={styles.name}
          title={task.title}
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
      <td>{task.startedAt && <RelativeTime value={task.startedAt} />}</td>
      <td className={styles.took}>
        {task.startedAt && (
          <Elapsed from={task.startedAt} to={task.finishedAt} />
        )}
      </td>
      <td className={styles.tries}>{task.attempts.length}</td>
      <td className={styles.memory}>{peakMemory(task)}</td>
    </tr>
  );
}

/** One task of the table; drawn again only when something of it has changed. */
export const TaskRow = memo(TaskRowView);

function peakMemory({ attempts }: RunTask): string {
  const bytes = attempts.flatMap(({ peak }) => peak?.memoryBytes ?? []);
  return bytes.length === 0 ? '' : formatBytes(Math.max(...bytes));
}
