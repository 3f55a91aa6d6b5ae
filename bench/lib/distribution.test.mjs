import assert from 'node:assert/strict';
import { it } from 'node:test';
import { distribution, formatDistribution } from './distribution.mjs';

it('tells how measurements spread, in any order', () => {
  const spread = distribution([3000, 1000, 2000, 4000, 100_000]);
  assert.deepEqual(spread, {
    min: 1000,
    median: 3000,
    p90: 100_000,
    p95: 100_000,
    max: 100_000,
  });
  assert.equal(
    formatDistribution(distribution([1500])),
    'median 1.50 s (min 1.50 s, p90 1.50 s, max 1.50 s)',
  );
});
