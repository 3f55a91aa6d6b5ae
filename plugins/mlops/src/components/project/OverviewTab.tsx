import { useQuery } from '@tanstack/react-query';
import { Link, Skeleton } from '@backstage/ui';
import {
  useApi,
  useRouteRef,
  useTranslationRef,
} from '@backstage/frontend-plugin-api';
import type { Project } from '@mlops/plugin-mlops-common';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { useFreshLists } from '../../hooks/useFreshLists';
import { pipelinesRouteRef, runsRouteRef } from '../../routes';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { RunLines } from '../home/RunLists';
import { PipelineTable } from '../pipelines/PipelineTable';
import styles from '../projects/Projects.module.css';
import { quotaLines } from '../quota/quotaLines';
import { QuotaMeters } from '../quota/QuotaMeters';
import { useQuota } from '../quota/useQuota';
import { ErrorPanel } from '../shared/ErrorPanel';

/** Milliseconds between two looks where no signal comes. */
const POLL = 10_000;

/** Runs and pipelines shown before the rest has a page of its own. */
const SHOWN = 5;

/** What a project group does, as far as the person may see it. */
export function OverviewTab({ project }: { project: Project }) {
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const runsPath = useRouteRef(runsRouteRef)?.() ?? '';
  const pipelinesPath = useRouteRef(pipelinesRouteRef)?.() ?? '';
  const filter = { project: [project.name], limit: SHOWN };
  const search = `?${new URLSearchParams({ project: project.name })}`;
  const { data: quota } = useQuota(project.name);
  useFreshLists();
  const running = useQuery({
    queryKey: queryKeys.runs({ ...filter, now: true }),
    refetchInterval: POLL,
    queryFn: ({ signal }) =>
      api.listRuns({
        query: { ...filter, status: ['queued', 'waiting', 'running'] },
        signal,
      }),
  });
  const recent = useQuery({
    queryKey: queryKeys.runs(filter),
    refetchInterval: POLL,
    queryFn: ({ signal }) => api.listRuns({ query: filter, signal }),
  });
  const pipelines = useQuery({
    queryKey: queryKeys.pipelines(filter),
    queryFn: ({ signal }) =>
      api.listPipelines({ query: { ...filter, sort: '-updatedAt' }, signal }),
  });
  const failed = [running, recent, pipelines].find(({ isError }) => isError);
  return (
    <div className={styles.panel}>
      {failed && (
        <ErrorPanel error={failed.error} onRetry={() => failed.refetch()} />
      )}
      {quota && quotaLines(quota).length > 0 && (
        <section aria-label={t('projects.quota.heading')}>
          <h2 className={styles.part}>{t('projects.quota.heading')}</h2>
          <QuotaMeters quota={quota} />
        </section>
      )}
      <div className={styles.sides}>
        <section aria-label={t('projects.overview.running')}>
          <h2 className={styles.part}>{t('projects.overview.running')}</h2>
          {running.data?.items.length === 0 ? (
            <p className={styles.quiet}>{t('projects.overview.noneRunning')}</p>
          ) : (
            <RunLines runs={running.data?.items} progress />
          )}
        </section>
        <section aria-label={t('projects.overview.recent')}>
          <h2 className={styles.part}>{t('projects.overview.recent')}</h2>
          {recent.data?.items.length === 0 ? (
            <p className={styles.quiet}>{t('projects.overview.noneRecent')}</p>
          ) : (
            <RunLines runs={recent.data?.items} />
          )}
          <Link href={`${runsPath}${search}`}>
            {t('projects.overview.all')}
          </Link>
        </section>
      </div>
      <section aria-label={t('projects.overview.pipelines')}>
        <h2 className={styles.part}>{t('projects.overview.pipelines')}</h2>
        {pipelines.isPending && <Skeleton width="100%" height={120} />}
        {pipelines.data?.items.length === 0 && (
          <p className={styles.quiet}>{t('projects.overview.nonePipelines')}</p>
        )}
        {pipelines.data && pipelines.data.items.length > 0 && (
          <>
            <PipelineTable pipelines={pipelines.data.items} />
            <Link href={`${pipelinesPath}${search}`}>
              {t('projects.overview.all')}
            </Link>
          </>
        )}
      </section>
    </div>
  );
}
