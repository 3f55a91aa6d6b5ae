import type { RunTask } from '@mlops/plugin-mlops-common';

/** The metrics that one task left. */
export interface MetricRow {
  name: string;
  title: string;
  /** In the order of the table's metrics; `null` where the task has none. */
  values: Array<number | null>;
}

export interface MetricTable {
  /** Every metric that some task left, in order of first appearance. */
  metrics: string[];
  /** Tasks that left any. */
  rows: MetricRow[];
}

/** By which metric rows are ordered; without, as the pipeline has them. */
export interface MetricOrder {
  metric: string;
  down: boolean;
}

/** The metrics of a run as a table of task × metric; where a metric has no value, the row comes last. */
export function metricTable(
  tasks: readonly RunTask[],
  order: MetricOrder | null = null,
): MetricTable {
  const measured = tasks.filter(task => Object.keys(task.metrics).length > 0);
  const metrics = [
    ...new Set(measured.flatMap(task => Object.keys(task.metrics))),
  ];
  const rows = measured.map(({ name, title, metrics: own }) => ({
    name,
    title,
    values: metrics.map(metric =>
      Object.hasOwn(own, metric) ? own[metric] : null,
    ),
  }));
  const column = order === null ? -1 : metrics.indexOf(order.metric);
  if (order && column >= 0) {
    const sign = order.down ? -1 : 1;
    const key = ({ values }: MetricRow) => {
      const value = values[column];
      return value === null || !Number.isFinite(value)
        ? Infinity
        : sign * value;
    };
    // Equal keys, Infinity among them, leave the order of the pipeline as it is.
    rows.sort((a, b) => (key(a) === key(b) ? 0 : key(a) - key(b)));
  }
  return { metrics, rows };
}

/** One metric of several tasks, to be compared. */
export interface MetricBars {
  metric: string;
  /** `share` of the largest, 0 to 1. */
  bars: Array<{ name: string; title: string; value: number; share: number }>;
}

/** Metrics that several tasks left, so that comparing them means something; at most `most` tasks each. */
export function comparableMetrics(
  { metrics, rows }: MetricTable,
  most: number,
): MetricBars[] {
  return metrics.flatMap((metric, column) => {
    const found = rows.flatMap(({ name, title, values }) => {
      const value = values[column];
      return value === null || !Number.isFinite(value)
        ? []
        : [{ name, title, value }];
    });
    if (found.length < 2) return [];
    const largest = Math.max(...found.map(({ value }) => Math.abs(value)));
    return [
      {
        metric,
        bars: found.slice(0, most).map(bar => ({
          ...bar,
          share: largest === 0 ? 0 : Math.abs(bar.value) / largest,
        })),
      },
    ];
  });
}
