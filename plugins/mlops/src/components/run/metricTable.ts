import type { RunTask } from '@mlops/plugin-mlops-common';

export interface MetricTable {
  /** Every metric that some task left, in order of first appearance. */
  metrics: string[];
  /** Tasks that left any; `values` in the order of `metrics`, `null` where a task has none. */
  rows: Array<{ name: string; title: string; values: Array<number | null> }>;
  /** Metrics that several tasks left, so that comparing them means something. */
  comparable: Array<{
    metric: string;
    bars: Array<{ name: string; title: string; value: number; share: number }>;
  }>;
}

/** The metrics of a run as a table of task × metric, and those worth a plot. */
export function metricTable(tasks: readonly RunTask[]): MetricTable {
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
  const comparable = metrics.flatMap((metric, column) => {
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
        bars: found.map(bar => ({
          ...bar,
          share: largest === 0 ? 0 : Math.abs(bar.value) / largest,
        })),
      },
    ];
  });
  return { metrics, rows, comparable };
}
