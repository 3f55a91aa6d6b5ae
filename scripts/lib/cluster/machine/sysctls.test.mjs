import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { scratch } from '../../testing/scratch.mjs';
import { readSysctls, restoreSysctls } from './sysctls.mjs';

it('puts back what a kubelet changed', test => {
  const place = scratch(test);
  const panic = place.file('kernel/panic', '0\n');
  const overcommit = place.file('vm/overcommit_memory', '2\n');
  const before = readSysctls(place.home);
  assert.deepEqual(before, {
    'vm/overcommit_memory': '2',
    'kernel/panic': '0',
  });
  place.file('kernel/panic', '10\n');
  restoreSysctls(before, place.home);
  assert.equal(readFileSync(panic, 'utf8'), '0');
  assert.equal(
    readFileSync(overcommit, 'utf8'),
    '2\n',
    'not written for nothing',
  );
});
