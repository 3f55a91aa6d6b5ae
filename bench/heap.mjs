/**
 * Whether a portal holds on to the runs it has executed: heap in use after a garbage collection, while
 * runs of one quick task go through it.
 *
 * BENCH_RUNS sets how many (default 1000).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makePipeline } from './lib/benchPortal.mjs';
import { withPortal } from '../scripts/lib/testing/withPortal.mjs';
import { inspectHeap } from './lib/inspectHeap.mjs';

const runs = Number(process.env.BENCH_RUNS ?? 1000);
const EVERY = 100;
/** Runs at the same time, each of a pipeline of its own: a manual run replaces an earlier one. */
const WIDE = 8;
const GOAL_MB = 0.5;

const quickTask = {
  name: 'quick',
  template: 'shell',
  version: '1.0.0',
  parameters: { script: 'true' },
  command: ['sh', '-euc'],
  resources: { memory: '64M' },
};

process.env.NODE_OPTIONS = '--inspect=127.0.0.1:0';
await withPortal({ 'mlops.local.slots': WIDE }, async ({ api, data }) => {
  const heap = await inspectHeap(
    readFileSync(join(data, 'portal.log'), 'utf8'),
  );
  const pipelines = [];
  for (let i = 0; i < WIDE; i += 1) {
    pipelines.push(await makePipeline(api, `bench-heap-${i}`, [quickTask]));
  }
  // What is loaded with the first runs stays, and is none of theirs.
  await execute(api, pipelines, EVERY);
  const points = [];
  for (let done = 0; done <= runs; done += EVERY) {
    if (done > 0) await execute(api, pipelines, EVERY);
    const used = await heap.used();
    points.push([done, used]);
    process.stdout.write(
      `  after ${String(done).padStart(5)} runs  ${mb(used)}\n`,
    );
  }
  heap.close();
  const slope = slopeOf(points) * EVERY;
  const reached = slope / 1e6 <= GOAL_MB;
  process.stdout.write(
    `  slope ${mb(slope)} per ${EVERY} runs, flat is at most ${GOAL_MB} MB: ${
      reached ? 'reached' : 'missed'
    }\n`,
  );
  if (!reached) process.exitCode = 1;
});

async function execute(api, pipelines, count) {
  let left = count;
  await Promise.all(
    pipelines.map(async pipeline => {
      while (left > 0) {
        left -= 1;
        const { id } = await api.send(`/pipelines/${pipeline}/runs`, {});
        for (;;) {
          const { status, reason } = await api.read(`/runs/${id}`);
          if (status === 'succeeded') break;
          if (['failed', 'stopped'].includes(status)) {
            throw new Error(`Run ${id} ${status}: ${reason}`);
          }
          await sleep(50);
        }
      }
    }),
  );
}

/** Of the line with the least squares of distances. */
function slopeOf(points) {
  const mean = at => points.reduce((sum, p) => sum + p[at], 0) / points.length;
  const [x, y] = [mean(0), mean(1)];
  const along = points.reduce((sum, p) => sum + (p[0] - x) * (p[1] - y), 0);
  return along / points.reduce((sum, p) => sum + (p[0] - x) ** 2, 0);
}

function mb(bytes) {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}
