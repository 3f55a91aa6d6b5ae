/**
 * Logs by the API, on a portal of its own: from the request of a run to its first line, from a line that is
 * written to the same line streamed, and what opening and searching a log of 100 MB takes.
 *
 * BENCH_RUNS sets how many runs are started one after the other (default 30), BENCH_LINES how many lines are
 * streamed (default 200).
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { makePipeline } from './lib/benchPortal.mjs';
import { withPortal } from '../scripts/lib/testing/withPortal.mjs';
import { distribution } from './lib/distribution.mjs';

const RUNS = Number(process.env.BENCH_RUNS ?? 30);
const LINES = Number(process.env.BENCH_LINES ?? 200);
const REPEATS = 10;
const SIZE = 100_000_000;
const FIRST_LINE_GOAL_MS = 300;
const STREAMED_GOAL_MS = 250;
const FINAL = ['succeeded', 'failed', 'stopped'];

const shell = script => ({
  name: 'task',
  template: 'shell',
  version: '1.0.0',
  parameters: { script },
  command: ['sh', '-euc'],
});

const LARGE = `awk 'BEGIN { for (n = 0; n < ${SIZE}; i++) { l = "2026-11-25 INFO step " i " loss=0.123456 acc=0.9876"; print l; n += length(l) + 1 } print "ERROR the needle" }'`;

await withPortal({}, async ({ api }) => {
  const missed = [
    await firstLines(api),
    await streamedLines(api),
    await largeLog(api),
  ];
  if (missed.some(Boolean)) process.exitCode = 1;
});

/** From the request of a run until its first line is here. */
async function firstLines(api) {
  const pipeline = await makePipeline(api, 'bench-first-line', [
    shell('echo here'),
  ]);
  const times = [];
  // The first one warms the portal up, and is not counted.
  for (let i = 0; i <= RUNS; i += 1) {
    const began = performance.now();
    const { id } = await start(api, pipeline);
    await untilFirstByte(api, id);
    if (i > 0) times.push(performance.now() - began);
    await ended(api, id);
  }
  return tell('request to first line', times, FIRST_LINE_GOAL_MS);
}

/** From the time that a line itself tells until it is here. */
async function streamedLines(api) {
  const script = `i=0; while [ $i -lt ${LINES} ]; do date +%s%N; sleep 0.05; i=$((i+1)); done`;
  const pipeline = await makePipeline(api, 'bench-streamed', [shell(script)]);
  const { id } = await start(api, pipeline);
  const times = [];
  let rest = '';
  for await (const bytes of await api.stream(`${logOf(id)}?follow=true`)) {
    const now = performance.timeOrigin + performance.now();
    const lines = (rest + Buffer.from(bytes).toString()).split('\n');
    rest = lines.pop();
    times.push(...lines.map(line => now - Number(line) / 1e6));
  }
  return tell('line written to streamed', times, STREAMED_GOAL_MS);
}

/** What opening, searching and going through a log of 100 MB takes. */
async function largeLog(api) {
  const pipeline = await makePipeline(api, 'bench-large', [shell(LARGE)]);
  const { id } = await start(api, pipeline);
  await ended(api, id);
  const log = logOf(id);
  const [cold] = await repeat(1, () => open(api, log));
  tell('opened at its end, read for the first time', [cold]);
  const warm = await repeat(REPEATS, () => open(api, log));
  tell('opened at its end again', warm);
  const { marks } = await api.read(`${log}/index`);
  const jumps = await repeat(50, i =>
    bytesOf(
      api,
      `${log}?offset=${marks[(i * 37) % marks.length].offset}&limit=65536`,
    ),
  );
  tell('64 KiB from anywhere', jumps);
  const searches = await repeat(REPEATS, () =>
    bytesOf(api, `${log}/search?text=the%20needle`),
  );
  tell('searched whole', searches);
  const errors = await repeat(REPEATS, () => api.read(`${log}/first-error`));
  tell('first error found at its end', errors);
  return false;
}

async function open(api, log) {
  const { marks } = await api.read(`${log}/index`);
  await bytesOf(api, `${log}?offset=${marks.at(-1).offset}&limit=65536`);
}

async function start(api, pipeline) {
  return api.send(`/pipelines/${pipeline}/runs`, {});
}

function logOf(id) {
  return `/runs/${id}/tasks/task/log`;
}

async function untilFirstByte(api, id) {
  const left = new AbortController();
  const stream = await api.stream(`${logOf(id)}?follow=true`, left.signal);
  const { done } = await stream.getReader().read();
  left.abort();
  if (done) throw new Error(`The log of run ${id} ended without a line`);
}

async function bytesOf(api, path) {
  return new Response(await api.stream(path)).arrayBuffer();
}

async function repeat(count, work) {
  const times = [];
  for (let i = 0; i < count; i += 1) {
    const began = performance.now();
    await work(i);
    times.push(performance.now() - began);
  }
  return times;
}

async function ended(api, id) {
  for (;;) {
    const { status, reason } = await api.read(`/runs/${id}`);
    if (status === 'succeeded') return;
    if (FINAL.includes(status)) {
      throw new Error(`Run ${id} ${status}: ${reason}`);
    }
    await sleep(20);
  }
}

/** Prints how measurements spread. @returns whether the goal was missed */
function tell(what, times, goal) {
  const { min, median, p95, max } = distribution(times);
  const ms = value => `${value.toFixed(0)} ms`;
  const spread =
    times.length === 1
      ? ms(median)
      : `median ${ms(median)} (min ${ms(min)}, p95 ${ms(p95)}, max ${ms(max)})`;
  const judged = goal
    ? `, goal p95 ${ms(goal)}: ${p95 <= goal ? 'reached' : 'missed'}`
    : '';
  process.stdout.write(`  ${what}: ${spread}, ${times.length} ×${judged}\n`);
  return goal !== undefined && p95 > goal;
}
