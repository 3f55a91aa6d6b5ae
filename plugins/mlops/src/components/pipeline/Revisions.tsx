import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, Skeleton } from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { CopyBlock } from '../run/CopyBlock';
import { personName } from '../run/personName';
import { ErrorPanel } from '../shared/ErrorPanel';
import { RelativeTime } from '../shared/RelativeTime';
import styles from './PipelineView.module.css';

/** How the definition of a pipeline changed, newest first. */
export function Revisions(props: { pipelineId: string; current: number }) {
  const { pipelineId, current } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
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
      {revisions.map(({ revision, createdAt, createdBy, yaml }) => (
        <details key={revision} className={styles.revision}>
          <summary>
            <strong>
              {t('pipelines.revision', { revision: String(revision) })}
            </strong>
            {revision === current && <span>{t('pipelines.current')}</span>}
            <RelativeTime value={createdAt} />
            <span>
              {createdBy === null
                ? t('pipelines.fromGit')
                : personName(createdBy)}
            </span>
          </summary>
          <CopyBlock text={yaml} label={t('pipelines.tabs.definition')} />
        </details>
      ))}
      {list.hasNextPage && (
        <Button variant="secondary" onPress={() => list.fetchNextPage()}>
          {t('common.loadMore')}
        </Button>
      )}
    </div>
  );
}
