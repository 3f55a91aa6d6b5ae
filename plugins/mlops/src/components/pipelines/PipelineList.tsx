import {
  keepPreviousData,
  useInfiniteQuery,
  useQuery,
} from '@tanstack/react-query';
import { useSearchParams } from 'react-router-dom';
import {
  Button,
  SearchField,
  Select,
  Skeleton,
  ToggleButton,
} from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { useFreshLists } from '../../hooks/useFreshLists';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { EmptyState } from '../shared/EmptyState';
import { ErrorPanel } from '../shared/ErrorPanel';
import {
  readFilters,
  writeFilters,
  type PipelineFilters,
} from './pipelineFilters';
import { PipelineTable } from './PipelineTable';
import styles from './PipelineList.module.css';

const POLL = 15_000;
const EVERY_PROJECT = '*';

export function PipelineList() {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const [query, setQuery] = useSearchParams();
  const filters = readFilters(query);
  const change = (part: Partial<PipelineFilters>) =>
    setQuery(writeFilters({ ...filters, ...part }), { replace: true });
  useFreshLists();
  const projects = useQuery({
    queryKey: queryKeys.projects(),
    queryFn: ({ signal }) =>
      api.listProjects({ query: { limit: 200 }, signal }),
  });
  const list = useInfiniteQuery({
    queryKey: queryKeys.pipelines(filters),
    queryFn: ({ pageParam, signal }) =>
      api.listPipelines({
        query: {
          cursor: pageParam,
          sort: filters.sort,
          ...(filters.search ? { search: filters.search } : {}),
          ...(filters.project ? { project: [filters.project] } : {}),
          ...(filters.mine ? { mine: true } : {}),
        },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: POLL,
  });
  const pipelines = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const filtered = Boolean(filters.search || filters.project || filters.mine);
  return (
    <div className={styles.page}>
      <h1 className={styles.title}>{t('pipelines.title')}</h1>
      <div className={styles.filters}>
        <SearchField
          aria-label={t('pipelines.search')}
          placeholder={t('pipelines.search')}
          value={filters.search}
          onChange={search => change({ search })}
        />
        <Select
          aria-label={t('pipelines.project')}
          selectedKey={filters.project || EVERY_PROJECT}
          options={[
            { value: EVERY_PROJECT, label: t('pipelines.project') },
            ...(projects.data?.items ?? []).map(({ name, title }) => ({
              value: name,
              label: title,
            })),
          ]}
          onSelectionChange={key =>
            change({ project: key === EVERY_PROJECT ? '' : String(key) })
          }
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
        <ToggleButton
          isSelected={filters.mine}
          onChange={mine => change({ mine })}
        >
          {t('pipelines.mine')}
        </ToggleButton>
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
