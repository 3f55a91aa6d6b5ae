/**
 * A portal that is killed while many tasks run and comes back: from its start until every task is followed
 * again, how many of them ran twice, and what each supervisor holds in memory.
 *
 * BENCH_TASKS sets how many run (default 1000).
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makePipeline } from './lib/benchPortal.mjs';
import { withPortal } from '../scripts/lib/testing/withPortal.mjs';
import { distribution } from './lib/distribution.mjs';

const count = Number(process.env.BENCH_TASKS ?? 1000);
const GOAL_MS = 5000;
const GOAL_MIB = 1;

const tasks = Array.from({ length: count }, (_, i) => ({
  name: `t${i}`,
  template: 'shell',
  version: '1.0.0',
  parameters: { script: 'echo once; exec sleep 600' },
  command: ['sh', '-euc'],
  resources: { memory: '64M' },
}));

await withPortal(
  {
    'mlops.local.slots': count,
    // A thousand sandboxes are three thousand processes more, which is not what is measured.
    'mlops.local.sandbox': 'off',
  },
  async ({ api, data, crash }) => {
    const pipeline = await makePipeline(api, 'bench-adoption', tasks);
    const { id } = await api.send(`/pipelines/${pipeline}/runs`, {});
    const began = performance.now();
    await until(async () => running(data, id) === count);
    const started = performance.now() - began;

    const lines = () =>
      readFileSync(join(data, 'portal.log'), 'utf8').split('Adopting the task')
        .length - 1;
    const killed = performance.now();
    await crash();
    const ready = performance.now() - killed;
    await until(async () => lines() === count);
    const adopted = performance.now() - killed;
    const beyond = Math.max(0, adopted - ready);

    const claims = claimsOf(data, id);
    const resident = distribution(claims.map(({ pid }) => privateBytes(pid)));
    const twice = claims.filter(({ log }) => log !== 'once\n').length;
    const mib = bytes => (bytes / 2 ** 20).toFixed(2);
    process.stdout.write(
      [
        `  ${count} tasks running after ${(started / 1000).toFixed(1)} s`,
        `  portal ready again after ${(ready / 1000).toFixed(2)} s`,
        `  all adopted ${(beyond / 1000).toFixed(2)} s later, goal ${
          GOAL_MS / 1000
        } s: ${beyond <= GOAL_MS ? 'reached' : 'missed'}`,
        `  executed twice: ${twice}`,
        `  private memory of a supervisor: median ${mib(
          resident.median,
        )} MiB, max ${mib(resident.max)} MiB, goal ${GOAL_MIB} MiB: ${
          resident.max <= GOAL_MIB * 2 ** 20 ? 'reached' : 'missed'
        }`,
        '',
      ].join('\n'),
    );
    if (beyond > GOAL_MS || twice > 0) process.exitCode = 1;
  },
);

function running(data, id) {
  return claimsOf(data, id).filter(({ log }) => log === 'once\n').length;
}

function claimsOf(data, id) {
  const folder = join(data, 'local', 'runs', id, 'tasks');
  return namesIn(folder).flatMap(task => {
    const attempt = join(folder, task, '1');
    const claim = textOf(join(attempt, 'claim'));
    if (!claim) return [];
    return [{ pid: claim.split(' ')[0], log: textOf(join(attempt, 'log')) }];
  });
}

/** What would be free if the process were gone. */
function privateBytes(pid) {
  const rollup = textOf(`/proc/${pid}/smaps_rollup`);
  return [...rollup.matchAll(/^Private_\w+:\s+(\d+) kB$/gm)].reduce(
    (sum, [, kilobytes]) => sum + Number(kilobytes) * 1024,
    0,
  );
}

function namesIn(folder) {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function textOf(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}

async function until(holds) {
  while (!(await holds())) await sleep(50);
}
