import { Button } from '@backstage/ui';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { PagedState } from '../../hooks/usePagedList';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { ErrorPanel } from './ErrorPanel';

/** The way to the next page of a list, and why it did not come. */
export function LoadMore({ list }: { list: PagedState }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  if (list.isFetchNextPageError) {
    return (
      <ErrorPanel error={list.error} onRetry={() => list.fetchNextPage()} />
    );
  }
  if (!list.hasNextPage) return null;
  return (
    <Button
      size="small"
      variant="secondary"
      isPending={list.isFetchingNextPage}
      onPress={() => list.fetchNextPage()}
    >
      {t('common.loadMore')}
    </Button>
  );
}
