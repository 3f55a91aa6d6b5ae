import { useCallback, useMemo, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { Button, Checkbox, Skeleton } from '@backstage/ui';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { runRouteRef } from '../../routes';
import { EmptyState } from '../shared/EmptyState';
import { ErrorPanel } from '../shared/ErrorPanel';
import { RunFilterBar } from './RunFilterBar';
import { isFiltered } from './runFilters';
import { RunRow } from './RunRow';
import { SelectionBar } from './SelectionBar';
import { useListShortcuts } from './useListShortcuts';
import { useRunFilters } from './useRunFilters';
import { useRunList } from './useRunList';
import { useRunSelection } from './useRunSelection';
import styles from './RunsTable.module.css';

/** Runs, newest first: those of one pipeline, or all that the person may see. */
export function RunsTable({ pipelineId }: { pipelineId?: string }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const navigate = useNavigate();
  const runPath = useRouteRef(runRouteRef);
  const { filters, change } = useRunFilters();
  const list = useRunList(filters, pipelineId);
  const runs = useMemo(
    () => list.data?.pages.flatMap(({ items }) => items) ?? [],
    [list.data],
  );
  const selection = useRunSelection(runs);
  const [current, setCurrent] = useState<string | null>(null);
  const hrefOf = (id: string) => runPath?.({ id }) ?? '';

  useListShortcuts({
    ids: runs.map(({ id }) => id),
    current,
    onMove: setCurrent,
    onOpen: id => navigate(hrefOf(id)),
  });
  const onPerson = useCallback(
    (createdBy: string) => change({ createdBy }),
    [change],
  );

  return (
    <div className={styles.list}>
      {selection.selected.length > 0 ? (
        <SelectionBar selection={selection} />
      ) : (
        <RunFilterBar
          filters={filters}
          onChange={change}
          ofOnePipeline={pipelineId !== undefined}
        />
      )}
      {list.isError && (
        <ErrorPanel error={list.error} onRetry={() => list.refetch()} />
      )}
      {list.isSuccess && runs.length === 0 && (
        <EmptyState
          title={isFiltered(filters) ? t('runs.noMatch') : t('runs.empty')}
          description={
            isFiltered(filters) ? t('runs.noMatchWhy') : t('runs.emptyWhy')
          }
        />
      )}
      {list.isPending && <Skeleton width="100%" height={320} />}
      {runs.length > 0 && (
        <table className={styles.table} aria-label={t('runs.title')}>
          <thead>
            <tr>
              <th scope="col" className={styles.tick}>
                <Checkbox
                  aria-label={t('runs.selectAll')}
                  isSelected={selection.selected.length === runs.length}
                  isIndeterminate={
                    selection.selected.length > 0 &&
                    selection.selected.length < runs.length
                  }
                  onChange={selection.tickAll}
                />
              </th>
              <th scope="col">{t('runs.column.state')}</th>
              <th scope="col">{t('runs.column.run')}</th>
              <th scope="col" className={styles.number}>
                {t('runs.column.revision')}
              </th>
              <th scope="col">{t('runs.column.trigger')}</th>
              <th scope="col" className={styles.number}>
                {t('runs.column.tasks')}
              </th>
              <th scope="col">{t('runs.column.started')}</th>
              <th scope="col">{t('runs.column.duration')}</th>
              <th scope="col">{t('runs.column.who')}</th>
            </tr>
          </thead>
          <tbody>
            {runs.map(run => (
              <RunRow
                key={run.id}
                run={run}
                href={hrefOf(run.id)}
                current={run.id === current}
                ticked={selection.ticked.has(run.id)}
                onTick={selection.tick}
                onPerson={onPerson}
              />
            ))}
          </tbody>
        </table>
      )}
      {list.hasNextPage && (
        <div className={styles.more}>
          <Button
            variant="secondary"
            isPending={list.isFetchingNextPage}
            onPress={() => void list.fetchNextPage()}
          >
            {t('runs.loadMore')}
          </Button>
        </div>
      )}
    </div>
  );
}
