import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { scratch } from '../testing/scratch.mjs';
import { unlessStamped } from './stamp.mjs';

describe('unlessStamped', () => {
  it('works once for the same digest and again for another', async test => {
    const file = join(scratch(test).home, '.done');
    const done = [];
    const work = digest =>
      unlessStamped(file, digest, async () => done.push(digest));
    assert.equal(await work('1'), true);
    assert.equal(await work('1'), false);
    assert.equal(await work('2'), true);
    assert.equal(await work('1'), true);
    assert.deepEqual(done, ['1', '2', '1']);
  });

  it('works again after a failure, even for the digest that stood there before', async test => {
    const file = join(scratch(test).home, '.done');
    const fail = () => Promise.reject(new Error('full disk'));
    await unlessStamped(file, '1', async () => {});
    await assert.rejects(unlessStamped(file, '2', fail), /full disk/);
    assert.equal(await unlessStamped(file, '1', async () => {}), true);
  });
});
