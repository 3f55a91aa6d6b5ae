/** Runs are a minute apart and end now. */
const APART_MS = 60_000;
const BATCH = 400;

const TEAMS = ['ads', 'fraud', 'maps', 'rank', 'speech', 'vision'];
const KINDS = ['daily', 'embed', 'eval', 'export', 'ingest', 'tune', 'train'];
const PROJECTS = 40;

/** Of a hundred runs. What goes on is left to no engine, so that a portal leaves it alone. */
const STATUSES = [
  ['succeeded', 87],
  ['failed', 8],
  ['stopped', 4.7],
  ['running', 0.2],
  ['waiting', 0.1],
];
const TRIGGERS = [
  ['schedule', 70],
  ['manual', 25],
  ['backfill', 5],
];

/**
 * Fills an empty store the way years of use would: a few projects own most of the work, one pipeline has
 * half of all runs, most others have a handful and many have none.
 *
 * @param knex - on the database of the plugin, its schema in place
 * @param size - `{ pipelines, runs }`
 * @param now - milliseconds since 1970
 * @returns the pipelines, `{ id, name, project }`, the one with half of the runs first
 */
export async function fillStore(knex, size, now) {
  const random = seeded(42);
  const pipelines = Array.from({ length: size.pipelines }, (_, i) => ({
    id: ulid(now - 400 * 86_400_000 + i, i),
    name: `${TEAMS[i % TEAMS.length]}-${KINDS[i % KINDS.length]}-${i}`,
    project: `project-${Math.floor(PROJECTS * random() ** 3)}`,
    runs: 0,
  }));
  const began = now - size.runs * APART_MS;
  await knex.transaction(async tx => {
    await tx.batchInsert('pipelines', pipelines.map(pipelineRow(began)), 100);
    for (let i = 0; i < size.runs; i += BATCH) {
      const count = Math.min(BATCH, size.runs - i);
      const rows = Array.from({ length: count }, (_, j) => {
        const rank = Math.floor(size.pipelines * random() ** 4);
        const pipeline = pipelines[random() < 0.5 ? 0 : rank];
        return runRow(pipeline, i + j, began + (i + j) * APART_MS, random);
      });
      await tx.batchInsert('runs', rows, 40);
    }
  });
  return pipelines;
}

function pipelineRow(at) {
  return ({ id, name, project }) => ({
    id,
    name,
    title: name,
    project,
    source: 'portal',
    created_by: 'user:default/somebody',
    created_at: at,
    updated_at: at,
    revision: 1,
    task_count: 3,
  });
}

function runRow(pipeline, index, at, random) {
  pipeline.runs += 1;
  const status = oneOf(STATUSES, random);
  const startedAt = at + 500;
  const over = !['running', 'waiting'].includes(status);
  return {
    id: ulid(at, index),
    pipeline_id: pipeline.id,
    pipeline_name: pipeline.name,
    pipeline_title: pipeline.name,
    number: pipeline.runs,
    revision: 1,
    project: pipeline.project,
    status,
    trigger: oneOf(TRIGGERS, random),
    created_by: `user:default/person-${Math.floor(200 * random() ** 2)}`,
    engine: 'elsewhere',
    plan: JSON.stringify({ tasks: [], weight: 'x'.repeat(2500) }),
    parameters: '{}',
    admitted: true,
    created_at: at,
    started_at: status === 'waiting' ? null : startedAt,
    finished_at: over ? startedAt + Math.floor(600_000 * random()) : null,
    tasks_total: 3,
    tasks_done: over ? 3 : 1,
  };
}

function oneOf(shares, random) {
  let left = random() * shares.reduce((sum, [, share]) => sum + share, 0);
  for (const [word, share] of shares) {
    left -= share;
    if (left < 0) return word;
  }
  return shares[0][0];
}

/** Lower-case ULID: time, then what tells it from others. */
function ulid(time, index) {
  return base32(time, 10) + base32(index, 16);
}

function base32(value, digits) {
  const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';
  let text = '';
  let rest = value;
  for (let i = 0; i < digits; i += 1) {
    text = alphabet[rest % 32] + text;
    rest = Math.floor(rest / 32);
  }
  return text;
}

/** The same numbers every time: a linear congruential generator, as in ISO C. */
function seeded(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return state / 0x80000000;
  };
}
