import { useMemo, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { Button, Skeleton } from '@backstage/ui';
import { useApi, useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsApiRef } from '../../api/mlopsApiRef';
import { queryKeys } from '../../api/queryKeys';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { EmptyState } from '../shared/EmptyState';
import { ErrorPanel } from '../shared/ErrorPanel';
import { MetricChart } from './MetricChart';
import { metricSeries } from './metricSeries';
import { MetricRunTable } from './MetricRunTable';
import styles from './MetricsPanel.module.css';

/** Runs that are looked back at. */
const RUNS = 50;

/** Charts drawn before one asks for all. */
const SHOWN = 12;

/** How the metrics of a pipeline went from run to run. */
export function MetricsOverRuns(props: {
  pipelineId: string;
  /** The run to look back from; `null` is the newest. */
  until: string | null;
}) {
  const { pipelineId, until } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const api = useApi(mlopsApiRef);
  const [all, setAll] = useState(false);
  const measured = useQuery({
    queryKey: queryKeys.metrics(pipelineId, until),
    queryFn: ({ signal }) =>
      api.listMetrics({
        params: { id: pipelineId },
        query: { runs: RUNS, until: until ?? undefined },
        signal,
      }),
  });
  const series = useMemo(
    () => metricSeries(measured.data?.items ?? []),
    [measured.data],
  );
  if (measured.isError) {
    return (
      <ErrorPanel error={measured.error} onRetry={() => measured.refetch()} />
    );
  }
  if (measured.isPending) return <Skeleton width="100%" height={180} />;
  if (series.length === 0) {
    return (
      <EmptyState
        title={t('run.metrics.empty')}
        description={t('run.metrics.emptyWhy')}
      />
    );
  }
  const shown = all ? series : series.slice(0, SHOWN);
  return (
    <>
      {[...new Set(shown.map(({ metric }) => metric))].map(metric => (
        <section key={metric} aria-label={metric}>
          <h3 className={styles.caption}>{metric}</h3>
          <div className={styles.charts}>
            {shown
              .filter(candidate => candidate.metric === metric)
              .map(candidate => (
                <MetricChart
                  key={candidate.task}
                  series={candidate}
                  current={until}
                />
              ))}
          </div>
        </section>
      ))}
      {shown.length < series.length && (
        <Button size="small" variant="secondary" onPress={() => setAll(true)}>
          {t('run.metrics.showAll', {
            total: String(series.length),
          })}
        </Button>
      )}
      <details className={styles.details}>
        <summary>{t('run.metrics.asTable')}</summary>
        <MetricRunTable series={shown} current={until} />
      </details>
    </>
  );
}
