import assert from 'node:assert/strict';
import { it } from 'node:test';
import { lineCrossings } from './lineCrossings.mjs';

it('counts lines that cross, not those that only meet or miss each other', () => {
  const rising = [0, 10, 10, 0];
  const falling = [0, 0, 10, 10];
  const level = [0, 1, 10, 1];
  const elsewhere = [20, 0, 30, 10];
  const continued = [10, 10, 20, 3];
  assert.equal(lineCrossings([rising, falling]), 1);
  assert.equal(lineCrossings([rising, falling, level]), 3);
  assert.equal(lineCrossings([falling, elsewhere, continued]), 0);
});
