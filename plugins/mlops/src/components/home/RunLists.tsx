import { Link, Skeleton } from '@backstage/ui';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import type { RunSummary } from '@mlops/plugin-mlops-common';
import { runRouteRef } from '../../routes';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { EmptyState } from '../shared/EmptyState';
import { RelativeTime } from '../shared/RelativeTime';
import { StateBadge } from '../shared/StateBadge';
import styles from './Home.module.css';

/** Runs that are under way, with their progress; `undefined` while they are fetched. */
export function RunningNow({ runs }: { runs: RunSummary[] | undefined }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  return (
    <section aria-label={t('home.running')}>
      <h2 className={styles.title}>{t('home.running')}</h2>
      {runs?.length === 0 ? (
        <EmptyState
          title={t('home.noneRunning')}
          description={t('home.noneRunningWhy')}
        />
      ) : (
        <RunLines runs={runs} progress />
      )}
    </section>
  );
}

/** What the person ran last; `undefined` while it is fetched. */
export function RunList({ runs }: { runs: RunSummary[] | undefined }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  return (
    <section aria-label={t('home.recent')}>
      <h2 className={styles.title}>{t('home.recent')}</h2>
      {runs?.length === 0 ? (
        <EmptyState
          title={t('home.noRecent')}
          description={t('home.noRecentWhy')}
        />
      ) : (
        <RunLines runs={runs} />
      )}
    </section>
  );
}

/** Runs in lines; `undefined` while they are fetched. */
export function RunLines(props: {
  runs: RunSummary[] | undefined;
  progress?: boolean;
}) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const runPath = useRouteRef(runRouteRef);
  if (!props.runs) return <Skeleton width="100%" height={96} />;
  return (
    <ul className={styles.list}>
      {props.runs.map(run => {
        const progress = t('home.progress', {
          done: String(run.tasksDone),
          total: String(run.tasksTotal),
        });
        return (
          <li key={run.id} className={styles.item}>
            <Link href={runPath?.({ id: run.id }) ?? '/'} truncate>
              {`${run.pipeline.title} #${run.number}`}
            </Link>
            <StateBadge status={run.status} />
            <span className={styles.quiet}>
              {props.progress ? (
                progress
              ) : (
                <RelativeTime value={run.createdAt} />
              )}
            </span>
            {props.progress && (
              <progress
                className={styles.progress}
                aria-label={progress}
                value={run.tasksDone}
                max={run.tasksTotal}
              />
            )}
          </li>
        );
      })}
    </ul>
  );
}
