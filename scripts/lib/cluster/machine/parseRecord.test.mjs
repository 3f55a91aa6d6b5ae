import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { it } from 'node:test';
import { isAlive } from '../../process/identity.mjs';
import { parseRecord } from './parseRecord.mjs';

it('recognises a process that lives by its pid and start', () => {
  const stat = readFileSync(`/proc/${process.pid}/stat`, 'utf8');
  const record = parseRecord(`b-1 ${stat}`);
  assert.equal(record.boot, 'b-1');
  assert.equal(record.pid, process.pid);
  assert.ok(isAlive(record));
});

it('is not misled by a name with brackets', () => {
  const fields = Array.from({ length: 50 }, (_, index) => index + 3).join(' ');
  assert.deepEqual(parseRecord(`b 7 (a) b (c)) ${fields}\n`), {
    boot: 'b',
    pid: 7,
    start: '22',
  });
});

it('takes nothing from half a record', () => {
  assert.equal(parseRecord(''), undefined);
  assert.equal(parseRecord('b 7 (sh) S 1 2'), undefined);
});
