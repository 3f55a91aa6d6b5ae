import { useMemo } from 'react';
import type { RunTask } from '@mlops/plugin-mlops-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { useLanguage } from '../shared/useLanguage';
import { formatMetric } from './formatMetric';
import { metricTable } from './metricTable';
import styles from './MetricsPanel.module.css';

/** The metrics of a run: task × metric, and bars for those that several tasks left. */
export function MetricsPanel(props: {
  tasks: readonly RunTask[];
  onSelect(name: string): void;
}) {
  const { tasks, onSelect } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const language = useLanguage();
  const table = useMemo(() => metricTable(tasks), [tasks]);
  if (table.rows.length === 0) return null;

  return (
    <section className={styles.panel} aria-label={t('run.metrics.title')}>
      <h2 className={styles.title}>{t('run.metrics.title')}</h2>
      <div className={styles.content}>
        <div className={styles.scroll}>
          <table className={styles.table}>
            <thead>
              <tr>
                <th scope="col">{t('run.table.task')}</th>
                {table.metrics.map(metric => (
                  <th key={metric} scope="col" className={styles.number}>
                    {metric}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {table.rows.map(({ name, title, values }) => (
                <tr key={name}>
                  <th scope="row">
                    <button
                      type="button"
                      className={styles.name}
                      onClick={() => onSelect(name)}
                    >
                      {title}
                    </button>
                  </th>
                  {values.map((value, column) => (
                    <td
                      key={table.metrics[column]}
                      className={styles.number}
                      title={value === null ? undefined : String(value)}
                    >
                      {value === null ? '' : formatMetric(value, language)}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
        {table.comparable.map(({ metric, bars }) => (
          <figure key={metric} className={styles.plot}>
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
                <span className={styles.number}>
                  {formatMetric(value, language)}
                </span>
              </div>
            ))}
          </figure>
        ))}
      </div>
    </section>
  );
}
