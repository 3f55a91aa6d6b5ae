/**
 * The second start of the portal: from the command `npm run portal` to its line that
 * says so, with the look for what is stale. Everything is installed and built before, so the first
 * round only warms the caches and does not count.
 *
 * BENCH_ROUNDS sets how many rounds count (default 7).
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { portalClaim } from '../scripts/lib/portal/servePortal.mjs';
import { holderOf } from '../scripts/lib/process/claimFile.mjs';
import { freePort } from '../scripts/lib/verify/freePort.mjs';
import { distribution, formatDistribution } from './lib/distribution.mjs';

const rounds = Number(process.env.BENCH_ROUNDS ?? 7);
const GOAL_MS = 6000;

const data = mkdtempSync(join(tmpdir(), 'mlops-bench-'));
try {
  const port = await freePort();
  await startOnce(port);
  const starts = [];
  for (let i = 0; i < rounds; i += 1) starts.push(await startOnce(port));
  const portal = distribution(starts);
  const bare = distribution(
    Array.from({ length: rounds }, () => {
      const began = performance.now();
      spawnSync(process.execPath, ['-e', '0']);
      return performance.now() - began;
    }),
  );
  const ratio = (portal.median / bare.median).toFixed(0);
  process.stdout.write(
    [
      `  npm run portal, ready  ${formatDistribution(portal)}`,
      `  bare node -e 0         ${formatDistribution(bare)}`,
      `  ratio of the medians   ${ratio}`,
      `  goal ${GOAL_MS / 1000} s: ${
        portal.median <= GOAL_MS ? 'reached' : 'missed'
      }`,
      '',
    ].join('\n'),
  );
  if (portal.median > GOAL_MS) process.exitCode = 1;
} finally {
  rmSync(data, { recursive: true, force: true });
}

async function startOnce(port) {
  const began = performance.now();
  const words = ['run', 'portal', '--', '--port', `${port}`, '--data', data];
  const portal = spawn('npm', words, {
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const ended = once(portal, 'exit');
  await new Promise((ready, failed) => {
    let said = '';
    for (const stream of [portal.stdout, portal.stderr]) {
      stream.setEncoding('utf8').on('data', text => {
        said += text;
        if (said.includes('The portal is ready')) ready();
      });
    }
    ended.then(() => failed(new Error(`The portal did not start: ${said}`)));
  });
  const took = performance.now() - began;
  process.kill(-portal.pid, 'SIGINT');
  await ended;
  // npm does not wait for the portal.
  while (holderOf(portalClaim(data))) await sleep(20);
  return took;
}
