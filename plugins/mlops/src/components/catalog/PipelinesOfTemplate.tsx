import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Skeleton } from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { useFreshLists } from '../../hooks/useFreshLists';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { PipelineTable } from '../pipelines/PipelineTable';
import { EmptyState } from '../shared/EmptyState';
import { ErrorPanel } from '../shared/ErrorPanel';

/** The pipelines that use the job template of that name. */
export function PipelinesOfTemplate({ name }: { name: string }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  useFreshLists();
  const list = useInfiniteQuery({
    queryKey: queryKeys.pipelines({ template: name }),
    queryFn: ({ pageParam, signal }) =>
      api.listPipelines({
        query: { template: name, cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor ?? undefined,
  });
  if (list.isError) {
    return <ErrorPanel error={list.error} onRetry={() => list.refetch()} />;
  }
  if (list.isPending) return <Skeleton width="100%" height={120} />;
  const pipelines = list.data.pages.flatMap(({ items }) => items);
  if (pipelines.length === 0) {
    return (
      <EmptyState
        title={t('catalog.unused')}
        description={t('catalog.unusedWhy')}
      />
    );
  }
  return (
    <>
      <PipelineTable pipelines={pipelines} />
      {list.hasNextPage && (
        <Button
          variant="secondary"
          isPending={list.isFetchingNextPage}
          onPress={() => list.fetchNextPage()}
        >
          {t('common.loadMore')}
        </Button>
      )}
    </>
  );
}
