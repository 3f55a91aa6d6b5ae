import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { countNodeTests } from './countNodeTests.mjs';
import { outcome } from './outcome.mjs';
import { runCheck } from './runCheck.mjs';

/**
 * Runs tests by node's own test runner.
 *
 * @param tests - `name` of the log, `files`: patterns, `flags` of node
 */
export async function runNodeTests(context, { name, files, flags = [] }) {
  const tap = join(context.logs, `${name}.tap`);
  const { output } = await runCheck(context, {
    name,
    command: [
      context.node,
      ...flags,
      '--test',
      '--test-reporter=spec',
      '--test-reporter-destination=stdout',
      '--test-reporter=tap',
      `--test-reporter-destination=${tap}`,
      ...files,
    ],
  });
  const counts = countNodeTests(readFileSync(tap, 'utf8'));
  const [, failing] = output.split('failing tests:');
  return outcome({
    ...counts,
    failures: counts.failed > 0 ? [failing ?? output] : [],
  });
}
