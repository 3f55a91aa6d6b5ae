import { useMemo, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { Button } from '@backstage/ui';
import { RiArrowDownLine, RiArrowUpLine } from '@remixicon/react';
import type { RunTask } from '@mlops/plugin-mlops-common';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { mlopsTranslationRef } from '../../translations/mlopsTranslationRef';
import { focusable } from '../run/focusable';
import { useLanguage } from '../shared/useLanguage';
import { formatMetric } from './formatMetric';
import { MetricBarChart } from './MetricBarChart';
import { comparableMetrics, metricTable } from './metricTable';
import { nextOrder, parseOrder } from './metricOrder';
import styles from './MetricsPanel.module.css';

/** Rows shown before one asks for all, and bars at most. */
const ROWS = 20;
const BARS = 12;

/** What the tasks of one run measured: task × metric, and bars for what several tasks measured. */
export function RunMetrics(props: {
  tasks: readonly RunTask[];
  onSelect(name: string): void;
}) {
  const { tasks, onSelect } = props;
  const { t } = useTranslationRef(mlopsTranslationRef);
  const language = useLanguage();
  const [search, setSearch] = useSearchParams();
  const [all, setAll] = useState(false);
  const sort = search.get('sort');
  const { order, table, comparable } = useMemo(() => {
    const by = parseOrder(sort);
    const rows = metricTable(tasks, by);
    return {
      order: by,
      table: rows,
      comparable: comparableMetrics(rows, BARS),
    };
  }, [tasks, sort]);
  const rows = all ? table.rows : table.rows.slice(0, ROWS);

  const sortBy = (metric: string) =>
    setSearch(
      before => {
        const after = new URLSearchParams(before);
        const next = nextOrder(order, metric);
        if (next === null) after.delete('sort');
        else after.set('sort', next);
        return after;
      },
      { replace: true },
    );

  return (
    <div className={styles.content}>
      <div
        className={styles.scroll}
        ref={focusable}
        role="group"
        aria-label={t('run.metrics.title')}
      >
        <table className={styles.table}>
          <thead>
            <tr>
              <th scope="col">{t('run.table.task')}</th>
              {table.metrics.map(metric => (
                <th
                  key={metric}
                  scope="col"
                  className={styles.number}
                  aria-sort={ariaSort(order, metric)}
                >
                  <button
                    type="button"
                    className={styles.sort}
                    onClick={() => sortBy(metric)}
                  >
                    {metric}
                    {order?.metric === metric &&
                      (order.down ? (
                        <RiArrowDownLine aria-hidden size={14} />
                      ) : (
                        <RiArrowUpLine aria-hidden size={14} />
                      ))}
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map(({ name, title, values }) => (
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
        {rows.length < table.rows.length && (
          <Button size="small" variant="secondary" onPress={() => setAll(true)}>
            {t('run.metrics.showAll', {
              total: String(table.rows.length),
            })}
          </Button>
        )}
      </div>
      {comparable.map(bars => (
        <MetricBarChart
          key={bars.metric}
          {...bars}
          rest={table.rows.length - BARS}
        />
      ))}
    </div>
  );
}

function ariaSort(
  order: ReturnType<typeof parseOrder>,
  metric: string,
): 'none' | 'ascending' | 'descending' {
  if (order?.metric !== metric) return 'none';
  return order.down ? 'descending' : 'ascending';
}
