import { useMemo } from 'react';
import clsx from 'clsx';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { ganttTicks } from '../gantt/geometry';
import { tickLabel } from '../gantt/tickLabel';
import { usageCurve } from './usageCurve';
import styles from './UsageChart.module.css';

const WIDTH = 600;
const HEIGHT = 140;

/** Ticks along the time at most. */
const TIMES = 6;

/** One quantity over time, with lines for request and limit and a mark at the peak. */
export function UsageChart(props: {
  title: string;
  samples: ReadonlyArray<{ at: string; value: number }>;
  request: number | null;
  limit: number | null;
  /** 2 for bytes, so that the axis has whole MiB or GiB. */
  base?: 2 | 10;
  format(value: number): string;
  /** On the axis, where there is less room. */
  formatTick(value: number): string;
}) {
  const { title, samples, request, limit, base, format, formatTick } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const curve = useMemo(
    () => usageCurve(samples, { request, limit, base }),
    [samples, request, limit, base],
  );
  const { axis, peak, lengthMs } = curve;
  const px = (x: number) => x * WIDTH;
  const py = (y: number) => HEIGHT - y * HEIGHT;
  const line = curve.points.map(({ x, y }) => `${px(x)},${py(y)}`).join(' ');
  const last = curve.points[curve.points.length - 1];
  const first = curve.points[0];
  const facts = [
    peak && {
      mark: styles.peakMark,
      text: t('run.resources.peak', { value: format(peak.value) }),
    },
    request !== null && {
      mark: styles.requestMark,
      text: t('run.resources.request', { value: format(request) }),
    },
    limit !== null && {
      mark: styles.limitMark,
      text: t('run.resources.limit', { value: format(limit) }),
    },
  ].flatMap(fact => fact || []);

  return (
    <figure className={styles.chart}>
      <figcaption className={styles.caption}>
        <strong>{title}</strong>
        {facts.map(({ mark, text }) => (
          <span key={text} className={styles.fact}>
            <span aria-hidden className={clsx(styles.mark, mark)} />
            {text}
          </span>
        ))}
      </figcaption>
      <div className={styles.body}>
        <div className={styles.values} aria-hidden>
          {axis.ticks.map(tick => (
            <span key={tick} style={{ bottom: `${(tick / axis.to) * 100}%` }}>
              {formatTick(tick)}
            </span>
          ))}
        </div>
        <div className={styles.plot}>
          <svg
            className={styles.svg}
            viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
            preserveAspectRatio="none"
            role="img"
            aria-label={`${title}: ${facts.map(({ text }) => text).join(', ')}`}
          >
            {axis.ticks.map(tick => (
              <Across key={tick} at={tick / axis.to} className={styles.grid} />
            ))}
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
          {peak && (
            <span
              className={styles.peak}
              title={t('run.resources.peak', { value: format(peak.value) })}
              style={{ left: `${peak.x * 100}%`, bottom: `${peak.y * 100}%` }}
            />
          )}
        </div>
      </div>
      <div className={styles.times} aria-hidden>
        {lengthMs > 0 &&
          ganttTicks(lengthMs, TIMES).map(({ left, offsetMs }) => (
            <span key={offsetMs} style={{ left: `${left * 100}%` }}>
              {tickLabel(offsetMs, lengthMs)}
            </span>
          ))}
      </div>
    </figure>
  );
}

function Across({ at, className }: { at: number | null; className: string }) {
  if (at === null) return null;
  const y = HEIGHT - at * HEIGHT;
  return <line className={className} x1={0} x2={WIDTH} y1={y} y2={y} />;
}
