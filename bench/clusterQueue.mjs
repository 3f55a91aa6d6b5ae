/**
 * Many runs of one quick step, asked for at once: whether all of them succeed, and whether the portal holds on to
 * memory, by heap in use after a garbage collection before them, after each quarter, and when they were removed. As
 * many runs come before them, since what the first of that many make a program load and pool stays and is none of
 * theirs.
 *
 * BENCH_RUNS sets how many (default 200).
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { clearRuns } from '../scripts/lib/testing/withClusterPortal.mjs';
import { endOf } from './lib/endOf.mjs';
import { inspectHeap } from './lib/inspectHeap.mjs';
import { makePipelines, onClusters, quickTask } from './lib/onClusters.mjs';

const runs = Number(process.env.BENCH_RUNS ?? 200);
/** At the same time; all others wait. A testbed has the processors of one machine. */
const WIDE = 10;
const GOAL_MB_PER_100 = 0.5;
const SETTLE_MS = 45_000;
const LOOK_EVERY_MS = 1000;

process.env.NODE_OPTIONS = '--inspect=127.0.0.1:0';
const settings = { 'mlops.admission': { maxRuns: WIDE, maxQueued: runs } };
await onClusters(settings, async ({ api, data }) => {
  const heap = await inspectHeap(
    readFileSync(join(data, 'portal.log'), 'utf8'),
  );
  try {
    const pipelines = await makePipelines(api, 'bench-queue', runs, [
      quickTask,
    ]);
    say(`  at first         ${mb(await heap.used())}`);
    await executeAll(api, pipelines, () => {});
    await clearRuns(api);
    // Catalog and search take the new pipelines in meanwhile, which is none of what runs cost.
    await sleep(SETTLE_MS);
    const before = await heap.used();
    say(`  before           ${mb(before)}`);
    const began = performance.now();
    let done = 0;
    await executeAll(api, pipelines, async () => {
      done += 1;
      if (done % Math.ceil(runs / 4) === 0 && done < runs) {
        say(
          `  after ${String(done).padStart(4)} runs  ${mb(await heap.used())}`,
        );
      }
    });
    const seconds = (performance.now() - began) / 1000;
    const after = await heap.used();
    say(`  after ${String(done).padStart(4)} runs  ${mb(after)}`);
    say(
      `  all ${done} succeeded in ${seconds.toFixed(0)} s, ${(
        done / seconds
      ).toFixed(1)} a second`,
    );
    await clearRuns(api);
    say(`  when all are cleared  ${mb(await heap.used())}`);
    const slope = (after - before) / 1e6 / (runs / 100);
    const reached = slope <= GOAL_MB_PER_100;
    say(
      `  ${slope.toFixed(
        2,
      )} MB per 100 runs, flat is at most ${GOAL_MB_PER_100} MB: ${
        reached ? 'reached' : 'missed'
      }`,
    );
    if (!reached) process.exitCode = 1;
  } finally {
    heap.close();
  }
});

/** Asks for a run of each at once, and waits until the last has succeeded. */
async function executeAll(api, pipelines, onDone) {
  const started = await Promise.all(
    pipelines.map(pipeline => api.send(`/pipelines/${pipeline}/runs`, {})),
  );
  await Promise.all(
    started.map(({ id }) => endOf(api, id, LOOK_EVERY_MS).then(onDone)),
  );
}

function say(line) {
  process.stdout.write(`${line}\n`);
}

function mb(bytes) {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}
