import { useState } from 'react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Skeleton } from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { ErrorPanel } from '../shared/ErrorPanel';
import { RevisionItem } from './RevisionItem';

/** How the definition of a pipeline changed, newest first. */
export function Revisions(props: { pipelineId: string; current: number }) {
  const { pipelineId, current } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const [open, setOpen] = useState<number | null>(null);
  const list = useInfiniteQuery({
    queryKey: queryKeys.revisions(pipelineId),
    queryFn: ({ pageParam, signal }) =>
      api.listRevisions({
        params: { id: pipelineId },
        query: { cursor: pageParam },
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: page => page.nextCursor ?? undefined,
  });
  if (list.isError) {
    return <ErrorPanel error={list.error} onRetry={() => list.refetch()} />;
  }
  if (list.isPending) return <Skeleton width="100%" height={160} />;
  const revisions = list.data.pages.flatMap(({ items }) => items);
  return (
    <div>
      {revisions.map(revision => (
        <RevisionItem
          key={revision.revision}
          revision={revision}
          others={revisions.filter(other => other !== revision)}
          isCurrent={revision.revision === current}
          isOpen={revision.revision === open}
          onOpen={isOpen => setOpen(isOpen ? revision.revision : null)}
        />
      ))}
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
