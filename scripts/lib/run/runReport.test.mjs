import assert from 'node:assert/strict';
import { it } from 'node:test';
import { runReport } from './runReport.mjs';

const AT = '2026-01-01T00:00:00.000Z';
const LATER = '2026-01-01T00:00:02.500Z';
const task = {
  name: 'load',
  status: 'succeeded',
  startedAt: AT,
  finishedAt: LATER,
  reason: null,
  metrics: {},
};

it('shows tasks, metrics, result and address', () => {
  const run = {
    number: 3,
    status: 'failed',
    reason: 'task compare failed',
    startedAt: AT,
    finishedAt: LATER,
    pipeline: { name: 'digits' },
    tasks: [
      { ...task, metrics: { rows: 1797, accuracy: 0.97222222 } },
      { ...task, name: 'compare', status: 'failed', reason: 'exit code 2' },
      {
        ...task,
        name: 'save',
        status: 'skipped',
        startedAt: null,
        finishedAt: null,
      },
    ],
  };
  assert.equal(
    runReport(run, 'http://localhost:7007/mlops/runs/x'),
    `
task     status     time
load     succeeded  2.5 s
compare  failed     2.5 s  exit code 2
save     skipped    -

task  metric    value
load  rows      1797
load  accuracy  0.97222

Run 3 of digits: failed (task compare failed), 2.5 s
http://localhost:7007/mlops/runs/x
`,
  );
});
