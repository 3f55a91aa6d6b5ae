import assert from 'node:assert/strict';
import { it } from 'node:test';
import { outputOf } from './outputOf.mjs';

it('answers what a command prints, and hands it its input', async () => {
  assert.equal(await outputOf(['cat'], { input: 'a\nb\n' }), 'a\nb\n');
});

it('says what a command said when it failed, also one that reads nothing', async () => {
  const input = 'x'.repeat(1_000_000);
  await assert.rejects(
    outputOf(['sh', '-c', 'echo no room >&2; exit 3'], { input }),
    /sh -c .* failed \(exit code 3\): no room/,
  );
});

it('names a command that is not there', async () => {
  await assert.rejects(
    outputOf(['no-such-program']),
    /no-such-program.*ENOENT/,
  );
});
