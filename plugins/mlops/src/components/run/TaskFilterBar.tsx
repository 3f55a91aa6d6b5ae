import { useCallback } from 'react';
import { STATUSES, type RunTask } from '@mlops/plugin-mlops-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { DelayedSearch } from '../shared/DelayedSearch';
import { FilterMenu } from '../shared/FilterMenu';
import { useStatusWord } from '../shared/useStatusWord';
import type { RunLocation } from './runLocation';
import styles from './RunPage.module.css';

/** Which tasks of a run are listed, and how many that are. */
export function TaskFilterBar(props: {
  tasks: readonly RunTask[];
  /** How many of them are listed. */
  listed: number;
  location: RunLocation;
  onGo(change: Partial<RunLocation>): void;
}) {
  const { tasks, listed, location, onGo } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const wordOf = useStatusWord();
  const onFind = useCallback((find: string) => onGo({ find }), [onGo]);
  const counted = STATUSES.map(status => ({
    status,
    count: tasks.filter(task => task.status === status).length,
  })).filter(
    ({ status, count }) => count > 0 || location.states.includes(status),
  );
  return (
    <div
      className={styles.filters}
      role="group"
      aria-label={t('run.table.filters')}
    >
      <DelayedSearch
        label={t('run.table.find')}
        value={location.find}
        onChange={onFind}
      />
      <FilterMenu
        label={t('run.table.state')}
        mode="multiple"
        options={counted.map(({ status, count }) => ({
          value: status,
          label: `${wordOf(status)} (${count})`,
        }))}
        selected={location.states}
        onChange={states => onGo({ states })}
      />
      <span className={styles.listed} role="status">
        {t('run.table.listed', {
          listed: String(listed),
          total: String(tasks.length),
        })}
      </span>
    </div>
  );
}
