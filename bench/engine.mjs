/**
 * The embedded engine against GNU make, the same commands with the same absolute interpreter on both
 * sides: 40 tasks one after the other, and 1 → 100 → 1 four wide. A run counts from the accepted start
 * until the API tells `succeeded`. With the sandbox, which is what people get, and without.
 *
 * BENCH_ROUNDS sets how many pairs count (default 9).
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { makePipeline, timeRun } from './lib/benchPortal.mjs';
import { withPortal } from '../scripts/lib/testing/withPortal.mjs';
import { inPairs } from './lib/inPairs.mjs';
import { timeMake } from './lib/timeMake.mjs';

const rounds = Number(process.env.BENCH_ROUNDS ?? 9);
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
  const last = shape.at(-1).name;
  const engine = () => timeRun(api, pipeline, last);
  const make = () => timeMake(makefile, wide);
  await engine();
  await make();
  const reached = await inPairs(
    `${title}, sandbox ${sandbox}`,
    [
      { name: 'engine', time: engine },
      { name: 'GNU make', time: make },
    ],
    { rounds, goal: GOAL },
  );
  if (sandbox === 'auto' && !reached) process.exitCode = 1;
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
