import assert from 'node:assert/strict';
import { it } from 'node:test';
import { STAGES, verifyArguments } from './verifyArguments.mjs';

it('runs all stages when none is named, and the named ones in their order', () => {
  assert.deepEqual(verifyArguments([]), STAGES);
  assert.deepEqual(verifyArguments(['test', 'tsc']), ['tsc', 'test']);
});

it('starts clusters only when asked to', () => {
  assert.ok(!verifyArguments([]).includes('cluster'));
  assert.deepEqual(verifyArguments(['cluster', 'tsc']), ['tsc', 'cluster']);
});

it('answers an unknown stage or option with the usage', () => {
  assert.throws(
    () => verifyArguments(['tests']),
    /Unknown stage: tests\n\nUsage/,
  );
  assert.throws(() => verifyArguments(['--fast']), /Usage/);
});
