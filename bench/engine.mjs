/**
 * The embedded engine against GNU make, the same commands with the same absolute interpreter on both
 * sides: 40 tasks one after the other, and 1 → 100 → 1 four wide. A run counts from the accepted start
 * until the API tells `succeeded`. With the sandbox, which is what people get, and without.
 *
 * BENCH_ROUNDS sets how many rounds count (default 5); both sides take turns.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makePipeline, timeRun } from './lib/benchPortal.mjs';
import { withPortal } from '../scripts/lib/testing/withPortal.mjs';
import { distribution, formatDistribution } from './lib/distribution.mjs';

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const GOAL = 1.25;
const WIDE = 4;

const interpreter = execFileSync('python3', [
  '-c',
  'import sys; print(sys.executable)',
])
  .toString()
  .trim();

const chain = Array.from({ length: 40 }, (_, i) => ({
  name: `t${i}`,
  dependsOn: i === 0 ? [] : [`t${i - 1}`],
}));
const fan = [
  { name: 'first', dependsOn: [] },
  ...Array.from({ length: 100 }, (_, i) => ({
    name: `t${i}`,
    dependsOn: ['first'],
  })),
  { name: 'last', dependsOn: Array.from({ length: 100 }, (_, i) => `t${i}`) },
];

const scratch = mkdtempSync(join(tmpdir(), 'mlops-make-'));
process.stdout.write(`  interpreter ${interpreter}\n`);
try {
  for (const sandbox of ['auto', 'off']) {
    await withPortal(
      {
        'mlops.local.slots': WIDE,
        'mlops.local.sandbox': sandbox,
        // Where the interpreter is installed.
        'mlops.local.visible': [dirname(dirname(interpreter))],
      },
      async ({ api }) => {
        await compare(api, sandbox, '40 in a row', chain, 1);
        await compare(api, sandbox, '1 → 100 → 1, 4 wide', fan, WIDE);
      },
    );
  }
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

async function compare(api, sandbox, title, shape, wide) {
  const tasks = shape.map((task, i) => ({
    ...task,
    template: 'shell',
    version: '1.0.0',
    command: [interpreter, '-c'],
    parameters: { script: `print(${i})` },
  }));
  const pipeline = await makePipeline(api, `bench-${wide}`, tasks);
  const makefile = join(scratch, `Makefile.${wide}`);
  writeFileSync(makefile, makeOf(shape));
  const ours = [];
  const make = [];
  const last = shape.at(-1).name;
  await timeRun(api, pipeline, last);
  timeMake(makefile, wide);
  for (let i = 0; i < rounds; i += 1) {
    ours.push(await timeRun(api, pipeline, last));
    make.push(timeMake(makefile, wide));
  }
  const engine = distribution(ours);
  const bare = distribution(make);
  const ratio = engine.median / bare.median;
  process.stdout.write(
    [
      `  ${title}, sandbox ${sandbox}`,
      `    engine     ${formatDistribution(engine)}`,
      `    GNU make   ${formatDistribution(bare)}`,
      `    ratio of the medians ${ratio.toFixed(2)}, goal ${GOAL}: ${
        ratio <= GOAL ? 'reached' : 'missed'
      }`,
      '',
    ].join('\n'),
  );
  if (sandbox === 'auto' && ratio > GOAL) process.exitCode = 1;
}

function makeOf(shape) {
  const rules = shape.map(
    ({ name, dependsOn }, i) =>
      `${name}: ${dependsOn.join(' ')}\n\t@${interpreter} -c "print(${i})"\n`,
  );
  const names = shape.map(({ name }) => name);
  return `all: ${names.at(-1)}\n.PHONY: all ${names.join(' ')}\n${rules.join(
    '',
  )}`;
}

function timeMake(makefile, wide) {
  const began = performance.now();
  const { status } = spawnSync('make', ['-f', makefile, `-j${wide}`], {
    stdio: 'ignore',
  });
  if (status !== 0) throw new Error('make failed');
  return performance.now() - began;
}
