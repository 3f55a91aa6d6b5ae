/**
 * The demo `digits` against GNU make: the same scripts with the same arguments, environment and interpreter,
 * as many at a time. The Python environment is there on both sides; a run counts from the accepted start
 * until the API tells `succeeded`.
 *
 * BENCH_ROUNDS sets how many pairs count (default 5).
 */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { timeRun } from './lib/benchPortal.mjs';
import { withPortal } from '../scripts/lib/testing/withPortal.mjs';
import { inPairs } from './lib/inPairs.mjs';
import { timeMake } from './lib/timeMake.mjs';

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const GOAL = 1.2;
const LAST = 'save-model';

const scratch = mkdtempSync(join(tmpdir(), 'mlops-make-'));
try {
  await withPortal({}, async ({ api, data }) => {
    const { items } = await api.read('/pipelines?limit=200');
    const { id } = items.find(({ name }) => name === 'digits');
    // Builds the environment, and tells what the tasks leave to each other.
    await timeRun(api, id, LAST);
    const latest = (await api.read(`/runs?pipeline=${id}&limit=1`)).items[0];
    const makefile = writeMakefile(
      join(data, 'local'),
      await api.read(`/runs/${latest.id}`),
    );
    const wide = availableParallelism();
    const engine = () => timeRun(api, id, LAST);
    const make = () => timeMake(makefile, wide);
    await make();
    const reached = await inPairs(
      `digits, ${wide} wide`,
      [
        { name: 'engine', time: engine },
        { name: 'GNU make', time: make },
      ],
      { rounds, goal: GOAL },
    );
    if (!reached) process.exitCode = 1;
  });
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** Lays out what each task of a finished run had, and a rule for each. */
function writeMakefile(engineData, run) {
  const folder = join(engineData, 'runs', run.id);
  const plan = JSON.parse(readFileSync(join(folder, 'plan.json'), 'utf8'));
  const environments = join(engineData, 'environments');
  const [key] = readdirSync(environments);
  const python = join(environments, key);
  const values = new Map(run.tasks.map(task => [task.name, task.values]));
  const textOf = text =>
    typeof text === 'string'
      ? text
      : text.parts
          .map(part =>
            typeof part === 'string'
              ? part
              : values.get(part.task)[part.output],
          )
          .join('');
  const rules = plan.tasks.map(task => {
    const home = join(scratch, task.name);
    const work = join(home, 'work');
    for (const name of ['work', 'outputs', 'inputs']) {
      mkdirSync(join(home, name), { recursive: true });
    }
    for (const upstream of task.dependsOn) {
      symlinkSync(
        join(scratch, upstream, 'outputs'),
        join(home, 'inputs', upstream),
      );
    }
    for (const file of task.files) {
      const path = join(work, file.path);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, file.content);
    }
    const variables = {
      PATH: `${join(python, 'bin')}:/usr/local/bin:/usr/bin:/bin`,
      HOME: work,
      LANG: 'C.UTF-8',
      MPLCONFIGDIR: join(work, '.matplotlib'),
      PYTHONDONTWRITEBYTECODE: '1',
      ...Object.fromEntries(
        task.env.map(({ name, value }) => [name, textOf(value)]),
      ),
      MLOPS_OUTPUTS: join(home, 'outputs'),
      MLOPS_INPUTS: join(home, 'inputs'),
    };
    const words = [
      ...['env', '-i'],
      ...Object.entries(variables).map(([name, value]) => `${name}=${value}`),
      ...task.argv.map(textOf),
    ];
    const line = `cd ${work} && ${words.map(quoted).join(' ')}`;
    return `${task.name}: ${task.dependsOn.join(' ')}\n\t@${line.replaceAll(
      '$',
      '$$$$',
    )}\n`;
  });
  const names = plan.tasks.map(({ name }) => name).join(' ');
  const makefile = join(scratch, 'Makefile');
  writeFileSync(
    makefile,
    `all: ${names}\n.PHONY: all ${names}\n${rules.join('')}`,
  );
  return makefile;
}

function quoted(word) {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
