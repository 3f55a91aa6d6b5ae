import assert from 'node:assert/strict';
import { it } from 'node:test';
import { formatSpread, spreadOf, timeCalls } from './milliseconds.mjs';

it('tells how short measurements spread, in any order', () => {
  const spread = spreadOf([3, 1, 2, 40]);
  assert.deepEqual(spread, { median: 2, p95: 40, max: 40 });
  assert.equal(
    formatSpread(spread),
    'median 2.0 ms (p95 40.0 ms, max 40.0 ms)',
  );
});

it('does not count the call that warms up', () => {
  let calls = 0;
  assert.equal(timeCalls(() => (calls += 1), 3).length, 3);
  assert.equal(calls, 4);
});
