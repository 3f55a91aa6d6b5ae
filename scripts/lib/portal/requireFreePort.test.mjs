import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { describe, it } from 'node:test';
import { freePort } from '../verify/freePort.mjs';
import { requireFreePort } from './requireFreePort.mjs';

/** A process of its own, since a holder is looked for by its command. */
async function listener(test, host) {
  const port = await freePort();
  const child = spawn(process.execPath, [
    '-e',
    `require('net').createServer().listen(${port}, '${host}', () => console.log('listens'))`,
  ]);
  test.after(() => child.kill());
  await once(child.stdout, 'data');
  return { port, pid: child.pid };
}

describe('requireFreePort', () => {
  it('lets a free port pass', async () => {
    await requireFreePort(await freePort());
  });

  for (const host of ['127.0.0.1', '::1', '0.0.0.0']) {
    it(`names the process that listens on ${host}, and the way out`, async test => {
      const { port, pid } = await listener(test, host);
      await assert.rejects(requireFreePort(port), error => {
        assert.ok(
          error.message.startsWith(
            `Port ${port} is in use by process ${pid} (${process.execPath} -e `,
          ),
          error.message,
        );
        assert.ok(error.message.endsWith(`--port ${port + 1}`));
        return true;
      });
    });
  }
});
