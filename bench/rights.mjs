/**
 * What rights cost: lists of 10,000 pipelines for a member of forty project groups, whose rights are criteria in
 * the query, against an administrator, who has none there. Both ask in turn and get the same rows.
 *
 * BENCH_ROUNDS sets how many rounds count (default 30).
 */
import { portalApi } from '../scripts/lib/run/portalApi.mjs';
import { distribution } from './lib/distribution.mjs';
import { fillStore } from './lib/fillStore.mjs';
import { onBothDatabases } from './lib/onBothDatabases.mjs';

const rounds = Number(process.env.BENCH_ROUNDS ?? 30);
const GOAL = 1.2;
const MEMBER = 'user:default/alice';
const size = { pipelines: 10_000, runs: 20_000 };

await onBothDatabases(async ({ database, store, url, launchUrl }) => {
  process.stdout.write(`  ${database}: ${size.pipelines} pipelines\n`);
  const admin = portalApi({ url, launchUrl });
  const member = portalApi({ url, launchUrl, account: MEMBER });
  const pipelines = await fillStore(store, size, Date.now());
  const projects = [...new Set(pipelines.map(({ project }) => project))];
  await store('projects').insert(
    projects.map(name => ({
      name,
      title: name,
      source: 'portal',
      entity_ref: `group:default/${name}`,
      expand: '{}',
    })),
  );
  await store('project_members').insert(
    projects.map(project => ({
      project,
      member: MEMBER,
      source: 'portal',
      role: 'dev',
    })),
  );
  for (const [name, path] of Object.entries({
    'first page': '/pipelines?limit=200',
    'search that finds nothing': '/pipelines?search=nowhere&limit=200',
    'runs, first page': '/runs?limit=200',
  })) {
    await compare(name, { admin, member }, api => api.read(path));
  }
  await compare('all pages', { admin, member, times: 5 }, readAll);
});

/** @returns how many there are */
async function readAll(api) {
  let cursor;
  const items = [];
  do {
    const more = cursor ? `&cursor=${cursor}` : '';
    const page = await api.read(`/pipelines?limit=200${more}`);
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return { items };
}

async function compare(name, { admin, member, times = rounds }, ask) {
  const took = { admin: [], member: [] };
  const rows = {};
  for (let i = -1; i < times; i += 1) {
    for (const [who, api] of Object.entries({ admin, member })) {
      const began = performance.now();
      const { items } = await ask(api);
      if (i >= 0) took[who].push(performance.now() - began);
      rows[who] = items.length;
    }
  }
  // Three demos belong to everybody.
  if (rows.admin !== rows.member) {
    throw new Error(`${name}: ${rows.admin} rows against ${rows.member}`);
  }
  const without = distribution(took.admin);
  const under = distribution(took.member);
  const ratio = under.median / without.median;
  const ms = ({ median, p95 }) =>
    `p50 ${median.toFixed(0)} ms, p95 ${p95.toFixed(0)} ms`;
  process.stdout.write(
    `    ${name.padEnd(26)} ${rows.admin} rows | administrator ${ms(
      without,
    )} | member ${ms(under)} | ratio ${ratio.toFixed(2)}, goal ${GOAL}: ${
      ratio <= GOAL ? 'reached' : 'missed'
    }\n`,
  );
  if (ratio > GOAL) process.exitCode = 1;
}
