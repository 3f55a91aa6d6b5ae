import { useCallback, useMemo, useRef } from 'react';
import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RunSummary } from '@mlops/plugin-mlops-common';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { EmptyState } from '../shared/EmptyState';
import { ErrorPanel } from '../shared/ErrorPanel';
import { newRuns } from './listedRuns';
import { RunFilterBar } from './RunFilterBar';
import { isFiltered, NO_FILTERS } from './runFilters';
import { RunRows, type RunRowsPlace } from './RunRows';
import { RunRowsSkeleton } from './RunRowsSkeleton';
import { SelectionBar } from './SelectionBar';
import { useRunFilters } from './useRunFilters';
import { useRunList } from './useRunList';
import { useRunSelection } from './useRunSelection';
import styles from './RunsTable.module.css';

const NO_RUNS: readonly RunSummary[] = [];

/** Runs, newest first: those of one pipeline, or all that the person may see. */
export function RunsTable({ pipelineId }: { pipelineId?: string }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const { filters, change } = useRunFilters();
  const place = useRef<RunRowsPlace | null>(null);
  const list = useRunList(filters, {
    pipelineId,
    isAtTop: () => place.current?.isAtTop() ?? true,
    firstInSight: () => place.current?.firstInSight() ?? 0,
  });
  const runs = list.data?.rows ?? NO_RUNS;
  const selection = useRunSelection(runs);
  const people = useMemo(
    () => [...new Set(runs.flatMap(run => run.createdBy ?? []))],
    [runs],
  );
  const onPerson = useCallback(
    (createdBy: string) => change({ createdBy }),
    [change],
  );
  const filtered = isFiltered(filters);

  return (
    <div className={styles.list}>
      {selection.selected.length > 0 ? (
        <SelectionBar selection={selection} />
      ) : (
        <RunFilterBar
          filters={filters}
          onChange={change}
          people={people}
          ofOnePipeline={pipelineId !== undefined}
        />
      )}
      {list.isError && (
        <ErrorPanel error={list.error} onRetry={() => list.refetch()} />
      )}
      {list.isSuccess && runs.length === 0 && (
        <EmptyState
          title={filtered ? t('runs.noMatch') : t('runs.empty')}
          description={filtered ? t('runs.noMatchWhy') : t('runs.emptyWhy')}
          action={
            filtered && (
              <Button
                size="small"
                variant="secondary"
                onPress={() => change(NO_FILTERS)}
              >
                {t('runs.filter.clear')}
              </Button>
            )
          }
        />
      )}
      {list.isPending && <RunRowsSkeleton />}
      {runs.length > 0 && (
        <RunRows
          runs={runs}
          place={place}
          selection={selection}
          onPerson={onPerson}
          newCount={list.data ? newRuns(list.data) : 0}
          onShowNew={list.showNew}
          more={list.more}
          hasMore={list.data?.nextCursor !== null}
          onMore={list.loadMore}
        />
      )}
    </div>
  );
}
