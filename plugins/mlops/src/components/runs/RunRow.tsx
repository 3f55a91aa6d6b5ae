import { memo } from 'react';
import clsx from 'clsx';
import { Link } from 'react-router-dom';
import type { RunSummary } from '@mlops/plugin-mlops-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { personName } from '../run/personName';
import { RelativeTime } from '../shared/RelativeTime';
import { StateBadge } from '../shared/StateBadge';
import { DurationCell } from './DurationCell';
import styles from './RunsTable.module.css';

function RunRowView(props: {
  run: RunSummary;
  /** Counts from 0 in the whole list. */
  index: number;
  href: string;
  current: boolean;
  ticked: boolean;
  onTick(id: string, on: boolean): void;
  onPerson(entityRef: string): void;
}) {
  const { run, index, href, current, ticked, onTick, onPerson } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const name = `${run.pipeline.title} #${run.number}`;
  return (
    <tr
      className={clsx(styles.row, current && styles.current)}
      aria-current={current ? 'true' : undefined}
      aria-rowindex={index + 2}
      data-run={run.id}
    >
      <td className={styles.tick}>
        {/* Plain elements: hundreds of rows come and go with one turn of the wheel. */}
        <input
          type="checkbox"
          className={styles.box}
          aria-label={t('runs.select', { name })}
          checked={ticked}
          onChange={event => onTick(run.id, event.target.checked)}
        />
      </td>
      <td title={run.reason ?? undefined}>
        <StateBadge status={run.status} />
      </td>
      <th scope="row">
        <Link to={href} className={styles.name} title={name}>
          <span className={styles.title}>{run.pipeline.title}</span>{' '}
          <span>{`#${run.number}`}</span>
        </Link>
      </th>
      <td className={styles.revision}>{run.revision}</td>
      <td>{t(`run.trigger.${run.trigger}`)}</td>
      <td className={styles.number}>
        {run.tasksDone}/{run.tasksTotal}
      </td>
      <td>
        <RelativeTime value={run.startedAt ?? run.createdAt} />
      </td>
      <td>
        <DurationCell run={run} />
      </td>
      <td>
        {run.createdBy !== null && (
          <button
            type="button"
            className={styles.person}
            title={t('runs.onlyBy', { person: personName(run.createdBy) })}
            onClick={() => onPerson(run.createdBy ?? '')}
          >
            {personName(run.createdBy)}
          </button>
        )}
      </td>
    </tr>
  );
}

/** One run of the list. */
export const RunRow = memo(RunRowView);
