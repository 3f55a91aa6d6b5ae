import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { countPythonTests } from '../countPythonTests.mjs';
import { merge, outcome } from '../outcome.mjs';
import { runCheck } from '../runCheck.mjs';

/** Tests of the scripts that the demos run, with the requirements of their own templates. */
export async function checkDemos(context) {
  const definitions = join(context.folders.root, 'catalog', 'definitions');
  const demos = readdirSync(definitions).filter(name =>
    existsSync(join(definitions, name, 'tests')),
  );
  const outcomes = [];
  for (const demo of demos) {
    outcomes.push(await checkDemo(context, demo, join(definitions, demo)));
  }
  return merge(outcomes);
}

async function checkDemo(context, demo, folder) {
  const { ok, output } = await runCheck(context, {
    name: `demo-${demo}`,
    command: [
      context.env.MLOPS_UV,
      'run',
      '--no-project',
      '--directory',
      folder,
      ...(await requirementsOf(folder)).flatMap(one => ['--with', one]),
      ...['python', '-m', 'unittest', 'discover', '-s', 'tests'],
    ],
    env: {
      PYTHONDONTWRITEBYTECODE: '1',
      UV_CACHE_DIR: join(context.folders.cache, 'uv'),
    },
  });
  // Without an end, Python or uv failed before any test.
  const counts =
    ok || /^Ran /m.test(output) ? countPythonTests(output) : { failed: 1 };
  return outcome({ ...counts, failures: ok ? [] : [output] });
}

/** What the templates of a demo ask for, each once. */
async function requirementsOf(folder) {
  // Not at the top: this file is loaded before anything is installed.
  const { parseAllDocuments } = await import('yaml');
  const documents = readdirSync(folder)
    .filter(name => name.endsWith('.yaml'))
    .flatMap(name =>
      parseAllDocuments(readFileSync(join(folder, name), 'utf8')),
    )
    .map(document => document.toJS());
  return [
    ...new Set(
      documents.flatMap(({ spec }) => spec.local?.python?.requirements ?? []),
    ),
  ];
}
