import { useMemo } from 'react';
import clsx from 'clsx';
import { Link } from 'react-router-dom';
import { useRouteRef, useTranslationRef } from '@backstage/frontend-plugin-api';
import { runRouteRef } from '../../routes';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { useLanguage } from '../shared/useLanguage';
import { axisTicks } from './axisTicks';
import { formatMetric } from './formatMetric';
import type { MetricSeries } from './metricSeries';
import styles from './MetricChart.module.css';

/** One metric of one task over runs; every point leads to its run. The table beside it says the same. */
export function MetricChart(props: {
  series: MetricSeries;
  /** Shown as the one that the person came from. */
  current: string | null;
}) {
  const { series, current } = props;
  const { task, metric, points } = series;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const language = useLanguage();
  const runPath = useRouteRef(runRouteRef);
  const { axis, placed } = useMemo(() => place(points), [points]);
  const last = points[points.length - 1];
  const values = points.map(({ value }) => value);
  const line = placed.map(({ x, y }) => `${x * 100},${100 - y * 100}`);

  return (
    <figure className={styles.chart}>
      <figcaption className={styles.caption}>
        <span className={styles.task} title={task}>
          {task}
        </span>
        <span className={styles.value}>
          {formatMetric(last.value, language)}
        </span>
      </figcaption>
      <div className={styles.body}>
        <div className={styles.axis} aria-hidden>
          {axis.ticks.map(tick => (
            <span key={tick} style={{ bottom: `${share(tick, axis) * 100}%` }}>
              {formatMetric(tick, language)}
            </span>
          ))}
        </div>
        <div className={styles.plot}>
          <svg
            className={styles.svg}
            viewBox="0 0 100 100"
            preserveAspectRatio="none"
            role="img"
            aria-label={t('run.metrics.chart', {
              metric,
              task,
              total: String(points.length),
              least: formatMetric(Math.min(...values), language),
              most: formatMetric(Math.max(...values), language),
              last: formatMetric(last.value, language),
            })}
          >
            {axis.ticks.map(tick => (
              <line
                key={tick}
                className={styles.grid}
                x1={0}
                x2={100}
                y1={100 - share(tick, axis) * 100}
                y2={100 - share(tick, axis) * 100}
              />
            ))}
            <polyline className={styles.line} points={line.join(' ')} />
          </svg>
          {placed.map(({ x, y, run, value }) => (
            <Link
              key={run.id}
              to={runPath?.({ id: run.id }) ?? ''}
              // By key and by ear one goes through the table.
              tabIndex={-1}
              aria-hidden
              title={`#${run.number}: ${value}`}
              className={clsx(
                styles.point,
                run.id === current && styles.current,
              )}
              style={{ left: `${x * 100}%`, bottom: `${y * 100}%` }}
            />
          ))}
        </div>
      </div>
      <div className={styles.runs} aria-hidden>
        <span>{`#${points[0].run.number}`}</span>
        {points.length > 1 && <span>{`#${last.run.number}`}</span>}
      </div>
    </figure>
  );
}

/** Runs side by side at equal distances, values on a round axis. */
function place(points: MetricSeries['points']) {
  const values = points.map(({ value }) => value);
  const axis = axisTicks(Math.min(...values), Math.max(...values), {
    count: 3,
  });
  const placed = points.map(({ run, value }, index) => ({
    run,
    value,
    x: points.length === 1 ? 0.5 : index / (points.length - 1),
    y: share(value, axis),
  }));
  return { axis, placed };
}

function share(value: number, axis: { from: number; to: number }): number {
  return (value - axis.from) / (axis.to - axis.from);
}
