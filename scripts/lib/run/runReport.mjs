/**
 * How a run ended, for people: each task with its time, the metrics it left, and the address of its
 * page.
 *
 * @param run - as the API describes it
 * @param address - of the run's page
 */
export function runReport(run, address) {
  const tasks = run.tasks.map(task => [
    task.name,
    task.status,
    secondsBetween(task.startedAt, task.finishedAt),
    task.status === 'failed' ? task.reason ?? '' : '',
  ]);
  const metrics = run.tasks.flatMap(task =>
    Object.entries(task.metrics).map(([name, value]) => [
      task.name,
      name,
      formatMetric(value),
    ]),
  );
  return [
    '',
    ...table([['task', 'status', 'time', ''], ...tasks]),
    ...(metrics.length > 0
      ? ['', ...table([['task', 'metric', 'value'], ...metrics])]
      : []),
    '',
    `Run ${run.number} of ${run.pipeline.name}: ${run.status}${
      run.reason ? ` (${run.reason})` : ''
    }, ${secondsBetween(run.startedAt, run.finishedAt)}`,
    address,
    '',
  ].join('\n');
}

function table(rows) {
  const widths = rows[0].map((_, column) =>
    Math.max(...rows.map(row => row[column].length)),
  );
  return rows.map(row =>
    row
      .map((cell, column) => cell.padEnd(widths[column]))
      .join('  ')
      .trimEnd(),
  );
}

function secondsBetween(from, to) {
  if (!from || !to) return '-';
  return `${((Date.parse(to) - Date.parse(from)) / 1000).toFixed(1)} s`;
}

function formatMetric(value) {
  return Number.isInteger(value) ? `${value}` : value.toPrecision(5);
}
