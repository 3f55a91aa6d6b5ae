import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { countNodeTests } from '../countNodeTests.mjs';
import { outcome } from '../outcome.mjs';
import { runCheck } from '../runCheck.mjs';

/** Tests of the bootstrap itself, by node's own test runner. */
export async function checkScripts(context) {
  const tap = join(context.logs, 'scripts.tap');
  const { output } = await runCheck(context, {
    name: 'scripts',
    command: [
      context.node,
      '--test',
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      '--test-reporter=tap',
      `--test-reporter-destination=${tap}`,
      'scripts/**/*.test.mjs',
      'bench/**/*.test.mjs',
    ],
  });
  const counts = countNodeTests(readFileSync(tap, 'utf8'));
  const [, failing] = output.split('failing tests:');
  return outcome({
    ...counts,
    failures: counts.failed > 0 ? [failing ?? output] : [],
  });
}
