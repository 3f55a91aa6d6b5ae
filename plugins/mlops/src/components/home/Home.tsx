import { useQuery } from '@tanstack/react-query';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { useMe } from '../../hooks/useMe';
import { useFreshLists } from '../../hooks/useFreshLists';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { ErrorPanel } from '../shared/ErrorPanel';
import { DemoCards } from './DemoCards';
import { MyPipelines } from './MyPipelines';
import { RunningNow, RunList } from './RunLists';
import { Welcome } from './Welcome';
import styles from './Home.module.css';

/** Milliseconds between looks, in case a signal was lost. */
const POLL = 5_000;
const SHOWN = 8;

export function Home() {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const me = useMe();
  useFreshLists();
  const demos = useQuery({
    queryKey: queryKeys.pipelines({ demo: true }),
    queryFn: ({ signal }) =>
      api.listPipelines({ query: { demo: true }, signal }),
    refetchInterval: POLL,
  });
  const running = useQuery({
    queryKey: queryKeys.runs({ home: 'running' }),
    queryFn: ({ signal }) =>
      api.listRuns({
        query: { status: ['queued', 'waiting', 'running'], limit: SHOWN },
        signal,
      }),
    refetchInterval: POLL,
  });
  const myself = me?.userEntityRef;
  const recent = useQuery({
    queryKey: queryKeys.runs({ home: 'recent', myself }),
    queryFn: ({ signal }) =>
      api.listRuns({ query: { createdBy: myself, limit: SHOWN }, signal }),
    enabled: myself !== undefined,
    refetchInterval: POLL,
  });
  const failed = [demos, running, recent].find(query => query.isError);
  const firstVisit = recent.data?.items.length === 0;
  return (
    <div className={styles.home}>
      <h1 className={styles.heading}>{t('home.title')}</h1>
      {failed && (
        <ErrorPanel error={failed.error} onRetry={() => failed.refetch()} />
      )}
      {firstVisit && <Welcome demo={demos.data?.items[0]} />}
      <DemoCards demos={demos.data?.items} />
      <div className={styles.columns}>
        <RunningNow runs={running.data?.items} />
        <div className={styles.side}>
          <RunList runs={recent.data?.items} />
          <MyPipelines />
        </div>
      </div>
    </div>
  );
}
