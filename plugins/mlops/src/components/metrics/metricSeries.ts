import type { MeasuredTask, RunBrief } from '@mlops/plugin-mlops-common';

/** One metric of one task over runs, the oldest run first. */
export interface MetricSeries {
  task: string;
  metric: string;
  points: Array<{ run: RunBrief; value: number }>;
}

/** What was measured as one series for each metric of each task; series of the same metric stand together. */
export function metricSeries(
  measured: readonly MeasuredTask[],
): MetricSeries[] {
  const byMetric = new Map<string, Map<string, MetricSeries>>();
  for (const { run, task, metrics } of [...measured].reverse()) {
    for (const [metric, value] of Object.entries(metrics)) {
      if (!Number.isFinite(value)) continue;
      const byTask = byMetric.get(metric) ?? new Map<string, MetricSeries>();
      byMetric.set(metric, byTask);
      const series = byTask.get(task) ?? { task, metric, points: [] };
      byTask.set(task, series);
      series.points.push({ run, value });
    }
  }
  return [...byMetric.values()].flatMap(byTask => [...byTask.values()]);
}

/** The runs of some series, the newest first. */
export function runsOf(series: readonly MetricSeries[]): RunBrief[] {
  const runs = new Map(
    series.flatMap(({ points }) => points.map(({ run }) => [run.id, run])),
  );
  return [...runs.values()].sort((a, b) => b.number - a.number);
}
