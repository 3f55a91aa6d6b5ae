import { useMemo } from 'react';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { formatDuration } from '../shared/formatDuration';
import { usageCurve } from './usageCurve';
import styles from './UsageChart.module.css';

const WIDTH = 600;
const HEIGHT = 140;

/** One quantity over time, with lines for request and limit and a mark at the peak. */
export function UsageChart(props: {
  title: string;
  samples: ReadonlyArray<{ at: string; value: number }>;
  request: number | null;
  limit: number | null;
  format(value: number): string;
}) {
  const { title, samples, request, limit, format } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const curve = useMemo(
    () => usageCurve(samples, { request, limit }),
    [samples, request, limit],
  );
  const px = (x: number) => x * WIDTH;
  const py = (y: number) => HEIGHT - y * HEIGHT;
  const line = curve.points.map(({ x, y }) => `${px(x)},${py(y)}`).join(' ');
  const last = curve.points[curve.points.length - 1];
  const first = curve.points[0];
  const facts = [
    curve.peak && t('run.resources.peak', { value: format(curve.peak.value) }),
    request !== null && t('run.resources.request', { value: format(request) }),
    limit !== null && t('run.resources.limit', { value: format(limit) }),
  ].filter(Boolean);

  return (
    <figure className={styles.chart}>
      <figcaption className={styles.caption}>
        <strong>{title}</strong>
        <span>{facts.join(' · ')}</span>
      </figcaption>
      <div className={styles.plot}>
        <svg
          className={styles.svg}
          viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
          preserveAspectRatio="none"
          role="img"
          aria-label={`${title}: ${facts.join(', ')}`}
        >
          {first && last && (
            <polygon
              className={styles.area}
              points={`${px(first.x)},${HEIGHT} ${line} ${px(
                last.x,
              )},${HEIGHT}`}
            />
          )}
          <polyline className={styles.line} points={line} />
          <Across at={curve.request} className={styles.request} />
          <Across at={curve.limit} className={styles.limit} />
        </svg>
        {curve.peak && (
          <span
            className={styles.peak}
            style={{
              left: `${curve.peak.x * 100}%`,
              bottom: `${curve.peak.y * 100}%`,
            }}
          />
        )}
      </div>
      <div className={styles.axis} aria-hidden>
        <span>0</span>
        <span>{formatDuration(curve.lengthMs)}</span>
      </div>
    </figure>
  );
}

function Across({ at, className }: { at: number | null; className: string }) {
  if (at === null) return null;
  const y = HEIGHT - at * HEIGHT;
  return <line className={className} x1={0} x2={WIDTH} y1={y} y2={y} />;
}
