import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { endProcess } from './endProcess.mjs';
import { isAlive, startOf } from './identity.mjs';

async function started(test, script) {
  const child = spawn('sh', ['-c', `${script}`]);
  test.after(() => child.kill('SIGKILL'));
  await once(child.stdout, 'data');
  return { child, identity: { pid: child.pid, start: startOf(child.pid) } };
}

describe('endProcess', () => {
  it('asks first', async test => {
    const { child, identity } = await started(
      test,
      'trap "exit 7" TERM; echo ready; while :; do sleep 0.05; done',
    );
    const exit = once(child, 'exit');
    await endProcess(identity);
    assert.deepEqual(await exit, [7, null]);
  });

  it('forces one that does not listen', async test => {
    const { identity } = await started(
      test,
      'trap "" TERM; echo ready; while :; do sleep 0.05; done',
    );
    await endProcess(identity, 200);
    assert.ok(!isAlive(identity));
  });

  it('leaves a stranger with the same pid alone', async test => {
    const { identity } = await started(test, 'echo ready; exec sleep 60');
    await endProcess({ ...identity, start: '1' }, 0);
    assert.ok(isAlive(identity));
  });
});
