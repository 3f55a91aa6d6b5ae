import { useCallback } from 'react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router-dom';
import { Button, Select, Skeleton } from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { useFreshLists } from '../../hooks/useFreshLists';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { DelayedSearch } from '../shared/DelayedSearch';
import { EmptyState } from '../shared/EmptyState';
import { ErrorPanel } from '../shared/ErrorPanel';
import { PersonFilter } from '../shared/PersonFilter';
import { ProjectFilter } from '../shared/ProjectFilter';
import {
  readFilters,
  writeFilters,
  type PipelineFilters,
} from './pipelineFilters';
import { PipelineTable } from './PipelineTable';
import styles from './PipelineList.module.css';

const POLL = 15_000;
const NO_FILTERS = { search: '', project: [], owner: '' };

export function PipelineList() {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const [query, setQuery] = useSearchParams();
  const filters = readFilters(query);
  const change = useCallback(
    (part: Partial<PipelineFilters>) =>
      setQuery(before => writeFilters({ ...readFilters(before), ...part }), {
        replace: true,
      }),
    [setQuery],
  );
  const onSearch = useCallback(
    (search: string) => change({ search }),
    [change],
  );
  useFreshLists();
  const list = useInfiniteQuery({
    queryKey: queryKeys.pipelines(filters),
    queryFn: ({ pageParam, signal }) =>
      api.listPipelines({
        query: {
          cursor: pageParam,
          sort: filters.sort,
          ...(filters.search ? { search: filters.search } : {}),
          ...(filters.project.length > 0 ? { project: filters.project } : {}),
          ...(filters.owner ? { createdBy: filters.owner } : {}),
        },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: POLL,
  });
  const pipelines = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const owners = pipelines.flatMap(({ createdBy }) => createdBy ?? []);
  const filtered = Boolean(
    filters.search || filters.project.length > 0 || filters.owner,
  );
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{t('pipelines.title')}</h1>
      <div className={styles.filters}>
        <DelayedSearch
          label={t('pipelines.search')}
          value={filters.search}
          onChange={onSearch}
        />
        <ProjectFilter
          selected={filters.project}
          onChange={project => change({ project })}
        />
        <PersonFilter
          label={t('pipelines.column.owner')}
          people={owners}
          selected={filters.owner}
          onChange={owner => change({ owner })}
        />
        <Select
          aria-label={t('pipelines.sort')}
          selectedKey={filters.sort}
          options={[
            { value: 'name', label: t('pipelines.sortBy.name') },
            { value: '-name', label: t('pipelines.sortBy.nameDown') },
            { value: '-updatedAt', label: t('pipelines.sortBy.newest') },
            { value: 'updatedAt', label: t('pipelines.sortBy.oldest') },
          ]}
          onSelectionChange={key =>
            change({
              sort: readFilters(new URLSearchParams({ sort: String(key) }))
                .sort,
            })
          }
        />
        {filtered && (
          <Button
            size="small"
            variant="tertiary"
            onPress={() => change(NO_FILTERS)}
          >
            {t('runs.filter.clear')}
          </Button>
        )}
      </div>
      {list.isError && (
        <ErrorPanel error={list.error} onRetry={() => list.refetch()} />
      )}
      {list.isPending && <Skeleton width="100%" height={240} />}
      {list.isSuccess && pipelines.length === 0 && (
        <EmptyState
          title={t(filtered ? 'pipelines.noMatch' : 'pipelines.empty')}
          description={t(
            filtered ? 'pipelines.noMatchWhy' : 'pipelines.emptyWhy',
          )}
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
      {pipelines.length > 0 && <PipelineTable pipelines={pipelines} />}
      {list.hasNextPage && (
        <Button
          variant="secondary"
          isPending={list.isFetchingNextPage}
          onPress={() => list.fetchNextPage()}
        >
          {t('common.loadMore')}
        </Button>
      )}
    </div>
  );
}
