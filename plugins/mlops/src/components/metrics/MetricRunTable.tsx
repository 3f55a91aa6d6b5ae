import { Link } from '@backstage/ui';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { runRouteRef } from '../../routes';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { focusable } from '../run/focusable';
import { StateBadge } from '../shared/StateBadge';
import { useLanguage } from '../shared/useLanguage';
import { formatMetric } from './formatMetric';
import { runsOf, type MetricSeries } from './metricSeries';
import styles from './MetricsPanel.module.css';

/** What the charts show, in numbers: a run a row, the newest first. */
export function MetricRunTable(props: {
  series: readonly MetricSeries[];
  current: string | null;
}) {
  const { series, current } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const language = useLanguage();
  const runPath = useRouteRef(runRouteRef);
  const columns = series.map(({ task, metric, points }) => ({
    task,
    metric,
    values: new Map(points.map(({ run, value }) => [run.id, value])),
  }));
  return (
    <div
      className={styles.scroll}
      ref={focusable}
      role="group"
      aria-label={t('run.metrics.overRuns')}
    >
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('runs.column.run')}</th>
            <th scope="col">{t('runs.column.state')}</th>
            {columns.map(({ task, metric }) => (
              <th
                key={`${task} ${metric}`}
                scope="col"
                className={styles.number}
              >
                {`${task} · ${metric}`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {runsOf(series).map(run => (
            <tr
              key={run.id}
              aria-current={run.id === current ? 'true' : undefined}
            >
              <th scope="row">
                <Link href={runPath?.({ id: run.id }) ?? ''}>
                  {`#${run.number}`}
                </Link>
              </th>
              <td>
                <StateBadge status={run.status} />
              </td>
              {columns.map(({ task, metric, values }) => {
                const value = values.get(run.id);
                return (
                  <td key={`${task} ${metric}`} className={styles.number}>
                    {value === undefined ? '' : formatMetric(value, language)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
