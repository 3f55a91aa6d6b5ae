import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { foldersOf } from '../folders.mjs';
import { holderOf } from '../process/claimFile.mjs';
import { isAlive, startOf } from '../process/identity.mjs';
import { scratch } from '../testing/scratch.mjs';
import { freePort } from '../verify/freePort.mjs';
import { portalClaim, servePortal } from './servePortal.mjs';

const TRANSFORM = 'node_modules/@backstage/cli-node/config/nodeTransform.cjs';
/** Stands for packages/backend: ready after its second question, and tells where it keeps its data. */
const BACKEND = `
const http = require('http');
let asked = 0;
http.createServer((request, response) => {
  response.statusCode = (asked += 1) > 1 ? 200 : 503;
  response.end(process.env.MLOPS_DATA_DIR);
}).listen(process.env.APP_CONFIG_backend_listen_port, '127.0.0.1');
process.on('uncaughtException', error => console.error(error));
process.on('SIGTERM', () => {
  console.log('Shutting down');
  setTimeout(() => process.exit(), 100);
});
console.log('2026-01-01T00:00:00.000Z catalog warn all is well');
console.log('2026-01-01T00:00:00.000Z catalog error the disk is full stack="a lot"');`;

async function checkout(test, backend = BACKEND) {
  const { home, file } = scratch(test);
  file(TRANSFORM, '');
  file('packages/backend/src/index.ts', backend);
  const shown = [];
  const portal = {
    tools: { node: process.execPath, env: process.env },
    folders: foldersOf(home),
    data: join(home, '.data'),
    port: await freePort(),
    show: text => shown.push(text),
  };
  return { portal, shown };
}

async function serve(test, portal) {
  const served = await servePortal(portal);
  test.after(() => served.stop());
  return served;
}

describe('servePortal', () => {
  it('comes back when the portal is ready, with its data where they were wanted', async test => {
    const { portal, shown } = await checkout(test);
    const { url, pid } = await serve(test, portal);
    assert.equal(await (await fetch(url)).text(), portal.data);
    assert.equal(holderOf(portalClaim(portal.data)).pid, pid);
    assert.deepEqual(shown, ['error: the disk is full\n']);
  });

  it('refuses a second portal on the same data and leaves the first alone', async test => {
    const { portal } = await checkout(test);
    const { pid, url } = await serve(test, portal);
    const second = { ...portal, port: await freePort() };
    await assert.rejects(servePortal(second), {
      message: `A portal already uses ${portal.data}: process ${pid}, ${url}. End it with: npm run portal -- stop`,
    });
    assert.equal((await fetch(url)).status, 200);
  });

  it('takes nothing when the port is in use', async test => {
    const { portal } = await checkout(test);
    await serve(test, portal);
    const other = { ...portal, data: `${portal.data}-2` };
    await assert.rejects(servePortal(other), /Port \d+ is in use by process/);
    assert.equal(holderOf(portalClaim(other.data)), undefined);
    assert.ok(!existsSync(join(other.data, 'portal.log')));
  });

  it('shows the end of the log of a portal that cannot start', async test => {
    const { portal } = await checkout(
      test,
      `console.error('no such table: runs'); process.exit(3)`,
    );
    await assert.rejects(
      servePortal(portal),
      /no such table: runs\nThe portal ended at its start \(3\); its log is .*portal\.log$/,
    );
    assert.equal(holderOf(portalClaim(portal.data)), undefined);
  });

  it('does not wait for a backend that says that its start failed', async test => {
    const { portal } = await checkout(
      test,
      `setInterval(() => {}, 1000);
      process.on('unhandledRejection', () => {});
      const failed = new Error('Plugin catalog startup failed');
      failed.name = 'BackendStartupError';
      Promise.reject(failed);`,
    );
    await assert.rejects(
      servePortal(portal),
      /Plugin catalog startup failed\nThe portal ended at its start \(1\)/,
    );
  });

  it('ends a start that somebody interrupts', async test => {
    const { portal } = await checkout(test, 'setInterval(() => {}, 1000)');
    const signal = AbortSignal.timeout(300);
    await assert.rejects(servePortal({ ...portal, signal }), {
      message: 'The start of the portal was interrupted.',
    });
    assert.equal(holderOf(portalClaim(portal.data)), undefined);
  });

  it('gives its data free when it is stopped, and keeps the log of the time before', async test => {
    const { portal } = await checkout(test);
    for (let round = 0; round < 2; round += 1) {
      const served = await serve(test, portal);
      await served.stop();
      await served.ended;
    }
    assert.equal(holderOf(portalClaim(portal.data)), undefined);
    const log = readFileSync(join(portal.data, 'portal.log.1'), 'utf8');
    assert.match(log, /disk is full/);
  });

  it('leaves no portal behind when its command is killed', async test => {
    const { portal } = await checkout(test);
    const module = new URL('./servePortal.mjs', import.meta.url).href;
    const { show, ...rest } = portal;
    const script = `
      const { servePortal } = await import(${JSON.stringify(module)});
      const portal = ${JSON.stringify(rest)};
      const { pid } = await servePortal({ ...portal, show: () => {} });
      process.stdout.write(String(pid));`;
    const args = ['--input-type=module', '-e', script];
    const command = spawn(process.execPath, args, {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const pid = Number(`${(await once(command.stdout, 'data'))[0]}`);
    const identity = { pid, start: startOf(pid) };
    test.after(() => isAlive(identity) && process.kill(pid));
    command.kill('SIGKILL');
    for (let i = 0; i < 100 && isAlive(identity); i += 1) await sleep(50);
    assert.ok(!isAlive(identity));
  });
});
