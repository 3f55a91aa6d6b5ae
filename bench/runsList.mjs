/**
 * The lists of a portal that is full, through its API with permissions on, on both databases: runs by every
 * filter, the first page and one behind 50,000 runs; pipelines with their last runs; what Home asks. How
 * the database goes about each query is written to `.cache/bench/explain-*.txt`.
 *
 * BENCH_RUNS and BENCH_PIPELINES set how full (default 100000 and 10000), BENCH_ROUNDS how often each page
 * is asked for (default 40).
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { folders } from '../scripts/lib/folders.mjs';
import { distribution } from './lib/distribution.mjs';
import { explainQueries, storeModule } from './lib/explainQueries.mjs';
import { fillStore } from './lib/fillStore.mjs';
import { onBothDatabases } from './lib/onBothDatabases.mjs';

const size = {
  runs: Number(process.env.BENCH_RUNS ?? 100_000),
  pipelines: Number(process.env.BENCH_PIPELINES ?? 10_000),
};
const rounds = Number(process.env.BENCH_ROUNDS ?? 40);
const GOAL_MS = 100;
const LIMIT = 50;

/** The same route with nothing to find: what machine and framework take at that moment. */
const NOTHING = '/runs?name=nothing-is-called-so';

const pipelineFilters = {
  'by name': {},
  'by last change': { sort: '-updatedAt' },
  'of a project': { project: ['project-0'] },
  'search, many': { search: 'train' },
  'search, none': { search: 'nothing is called so' },
  'demos, as Home asks': { demo: true },
};

const { listRunRows, toRunSummaries } = storeModule('runs');
const { listPipelineRows, toPipelines } = storeModule('pipelines');

await onBothDatabases(async ({ database, api, store }) => {
  const began = performance.now();
  const pipelines = await fillStore(store, size, Date.now());
  if (database === 'PostgreSQL') await store.raw('VACUUM ANALYZE');
  const seconds = (performance.now() - began) / 1000;
  process.stdout.write(
    `  ${database}: ${size.runs} runs of ${
      size.pipelines
    } pipelines, filled in ${seconds.toFixed(0)} s, goal p95 ${GOAL_MS} ms\n`,
  );
  const plans = [];
  const middle = await behind(store, Math.floor(size.runs / 2));
  for (const [name, filter] of Object.entries(runFilters(pipelines))) {
    const first = `/runs?${query({ ...filter, limit: LIMIT })}`;
    report(`runs ${name}`, await ask(api, first));
    const cursor = await cursorAt(api, filter, middle);
    if (cursor) {
      const deep = `/runs?${query({ ...filter, limit: LIMIT, cursor })}`;
      report(`runs ${name}, deep`, await ask(api, deep));
    }
    const told = await explainQueries(store, async () => {
      const page = { limit: LIMIT + 1, before: middle };
      await toRunSummaries(store, await listRunRows(store, filter, true, page));
    });
    plans.push(`# runs ${name}, behind ${middle}\n\n${told}`);
  }
  for (const [name, { sort = 'name', ...filter }] of Object.entries(
    pipelineFilters,
  )) {
    const path = `/pipelines?${query({ ...filter, sort, limit: LIMIT })}`;
    report(`pipelines ${name}`, await ask(api, path));
    const told = await explainQueries(store, async () => {
      const page = { limit: LIMIT + 1 };
      const rows = await listPipelineRows(store, filter, true, sort, page);
      await toPipelines(store, rows);
    });
    plans.push(`# pipelines ${name}\n\n${told}`);
  }
  const folder = join(folders.cache, 'bench');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `explain-${database}.txt`);
  writeFileSync(file, plans.join('\n'));
  process.stdout.write(`    plans of the queries: ${file}\n`);
});

function runFilters([large, ...others]) {
  const small = others.at(-1);
  return {
    'newest first': {},
    'one status': { status: ['failed'] },
    'rare status': { status: ['running'] },
    'several statuses': { status: ['succeeded', 'failed', 'stopped'] },
    'large pipeline': { pipeline: large.id },
    'small pipeline': { pipeline: small.id },
    'large project': { project: [large.project] },
    'several projects': { project: ['project-1', 'project-7', 'project-39'] },
    'trigger schedule': { trigger: ['schedule'] },
    'trigger backfill': { trigger: ['backfill'] },
    'name prefix, many': { name: large.name.slice(0, 3) },
    'name prefix, one': { name: small.name },
    'name prefix, none': { name: 'zzz' },
    'status and project': { status: ['failed'], project: ['project-7'] },
    'rare status and project': {
      status: ['stopped'],
      project: ['project-39'],
    },
    'status and large pipeline': { status: ['failed'], pipeline: large.id },
    'status and name prefix': { status: ['failed'], name: 'ads' },
    'trigger and name, many': { trigger: ['schedule'], name: 'ads' },
    'trigger and name, none': { trigger: ['schedule'], name: 'zzz' },
    'status and name, none': { status: ['succeeded'], name: 'zzz' },
    'project and name, one': { project: [large.project], name: small.name },
    'several projects and name, one': {
      project: ['project-1', 'project-7', 'project-39'],
      name: small.name,
    },
    'large pipeline and name, none': { pipeline: large.id, name: 'zzz' },
    'status, trigger and name, none': {
      status: ['failed'],
      trigger: ['schedule'],
      name: 'zzz',
    },
    'trigger and project': { trigger: ['backfill'], project: ['project-39'] },
    'of one person': { createdBy: 'user:default/person-3' },
    'failed, of one person': {
      createdBy: 'user:default/person-3',
      status: ['failed'],
    },
    'of the last week': {
      createdAfter: new Date(Date.now() - 7 * 86_400_000).toISOString(),
    },
    'before a day': {
      createdBefore: new Date(
        Date.now() - (size.runs / 2) * 60_000,
      ).toISOString(),
    },
  };
}

function query(values) {
  const words = new URLSearchParams();
  for (const [name, value] of Object.entries(values)) {
    for (const one of [value].flat()) words.append(name, `${one}`);
  }
  return words;
}

/** The run behind which a page is `count` runs deep. */
async function behind(store, count) {
  const [{ id }] = await store('runs')
    .select('id')
    .orderBy('id', 'desc')
    .offset(count)
    .limit(1);
  return id;
}

/** A cursor names the last row that was seen, so one for any depth is made of one of the first page. */
async function cursorAt(api, filter, id) {
  const { nextCursor } = await api.read(
    `/runs?${query({ ...filter, limit: 1 })}`,
  );
  if (!nextCursor) return undefined;
  const [question] = JSON.parse(Buffer.from(nextCursor, 'base64url'));
  return Buffer.from(JSON.stringify([question, [id]])).toString('base64url');
}

/** Both take turns, so that what else the machine does meets both. */
async function ask(api, path) {
  const took = [];
  const bare = [];
  let rows = 0;
  await api.read(path);
  for (let i = 0; i < rounds; i += 1) {
    bare.push((await timed(api, NOTHING)).ms);
    const { ms, items } = await timed(api, path);
    took.push(ms);
    rows = items.length;
  }
  return { rows, bare: distribution(bare), page: distribution(took) };
}

async function timed(api, path) {
  const began = performance.now();
  const { items } = await api.read(path);
  return { ms: performance.now() - began, items };
}

function report(name, { rows, bare, page }) {
  const ms = value => `${value.toFixed(0)} ms`.padStart(7);
  const line = ({ median, p95, max }) =>
    `p50 ${ms(median)} p95 ${ms(p95)} max ${ms(max)}`;
  const missed = page.p95 > GOAL_MS;
  if (missed) process.exitCode = 1;
  process.stdout.write(
    `    ${name.padEnd(32)} ${line(page)} | nothing to find ${line(
      bare,
    )} | ${rows} rows${missed ? ' | missed' : ''}\n`,
  );
}
