import { useQuery } from '@tanstack/react-query';
import { Link, Skeleton } from '@backstage/ui';
import {
  useApi,
  useRouteRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { pipelineRouteRef } from '../../routes';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { EmptyState } from '../shared/EmptyState';
import { ErrorPanel } from '../shared/ErrorPanel';
import { RunSquares } from '../pipelines/RunSquares';
import styles from './Home.module.css';

const SHOWN = 8;

/** Pipelines that the person made, those changed last first. */
export function MyPipelines() {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const pipelinePath = useRouteRef(pipelineRouteRef);
  const mine = useQuery({
    queryKey: queryKeys.pipelines({ home: 'mine' }),
    queryFn: ({ signal }) =>
      api.listPipelines({
        query: { mine: true, sort: '-updatedAt', limit: SHOWN },
        signal,
      }),
  });
  const pipelines = mine.data?.items;
  return (
    <section aria-label={t('home.mine')}>
      <h2 className={styles.title}>{t('home.mine')}</h2>
      {mine.isError && (
        <ErrorPanel error={mine.error} onRetry={() => mine.refetch()} />
      )}
      {mine.isPending && <Skeleton width="100%" height={96} />}
      {pipelines?.length === 0 && (
        <EmptyState
          title={t('home.noMine')}
          description={t('home.noMineWhy')}
        />
      )}
      <ul className={styles.list}>
        {pipelines?.map(pipeline => (
          <li key={pipeline.id} className={styles.item}>
            <Link href={pipelinePath?.({ id: pipeline.id }) ?? '/'} truncate>
              {pipeline.title}
            </Link>
            <RunSquares runs={pipeline.lastRuns} />
          </li>
        ))}
      </ul>
    </section>
  );
}
