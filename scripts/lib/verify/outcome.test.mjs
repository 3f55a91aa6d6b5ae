import assert from 'node:assert/strict';
import { it } from 'node:test';
import { merge, outcome, skippedIsFailed, tallyLine } from './outcome.mjs';

it('adds up and names what was skipped only when something was', () => {
  const all = merge([
    outcome({ passed: 3 }),
    outcome({ passed: 1, failed: 2 }),
  ]);
  assert.equal(tallyLine(all), '4 passed, 2 failed');
  assert.equal(
    tallyLine(merge([all, outcome({ skipped: 1 })])),
    '4 passed, 2 failed, 1 skipped',
  );
});

it('counts what was skipped as failed where nothing may be skipped', () => {
  const strict = skippedIsFailed(outcome({ passed: 1, skipped: 2 }));
  assert.equal(tallyLine(strict), '1 passed, 2 failed');
});
