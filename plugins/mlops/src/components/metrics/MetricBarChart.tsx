import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { useLanguage } from '../shared/useLanguage';
import { formatMetric } from './formatMetric';
import type { MetricBars } from './metricTable';
import styles from './MetricsPanel.module.css';

/** One metric of several tasks as bars, in the order of the table. */
export function MetricBarChart(props: MetricBars & { rest: number }) {
  const { metric, bars, rest } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const language = useLanguage();
  return (
    <figure className={styles.plot}>
      <figcaption className={styles.caption}>{metric}</figcaption>
      {bars.map(({ name, title, value, share }) => (
        <div key={name} className={styles.bar}>
          <span className={styles.label} title={title}>
            {title}
          </span>
          <span className={styles.track}>
            <span
              className={styles.fill}
              style={{ width: `${share * 100}%` }}
            />
          </span>
          <span className={styles.number}>{formatMetric(value, language)}</span>
        </div>
      ))}
      {rest > 0 && (
        <p className={styles.rest}>
          {t('run.metrics.more', { total: String(rest) })}
        </p>
      )}
    </figure>
  );
}
