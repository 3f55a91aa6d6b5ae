import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { bringDebianPackages, debian } from '../debianPackages.mjs';
import { merge, outcome } from '../outcome.mjs';
import { postgresPrograms } from '../postgresPrograms.mjs';
import { readJestReport } from '../readJestReport.mjs';
import { runCheck } from '../runCheck.mjs';
import { withPostgres } from '../withPostgres.mjs';

/** Unit and integration tests, on SQLite and PostgreSQL in one go. */
export async function runUnitTests(context) {
  const lack = await bringDebianPackages(
    [debian.bubblewrap, debian.postgresql],
    context,
  );
  const programs = postgresPrograms();
  const tests = programs
    ? await onBoth(context, programs)
    : await jest(context);
  const skipped = outcome({ skipped: 1, notes: [lack] });
  return lack ? merge([tests, skipped]) : tests;
}

async function onBoth(context, programs) {
  const variable = `BACKSTAGE_TEST_DATABASE_POSTGRES${programs.major}_CONNECTION_STRING`;
  const { result, databases } = await withPostgres(
    programs,
    context,
    connection => jest(context, { [variable]: connection }),
  );
  if (databases > 0) return result;
  const unused = `No test used PostgreSQL: TestDatabases must name POSTGRES_${programs.major}`;
  return merge([result, outcome({ failed: 1, failures: [unused] })]);
}

async function jest(context, env) {
  const report = join(context.logs, 'jest.json');
  rmSync(report, { force: true });
  const { output } = await runCheck(context, {
    name: 'test',
    command: [
      'yarn',
      'test',
      '--watchAll=false',
      '--maxWorkers=2',
      '--json',
      `--outputFile=${report}`,
    ],
    env: { CI: '1', BACKSTAGE_TEST_DISABLE_DOCKER: '1', ...env },
  });
  if (!existsSync(report)) throw new Error(output);
  return readJestReport(JSON.parse(readFileSync(report, 'utf8')));
}
