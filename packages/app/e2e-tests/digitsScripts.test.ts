import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect } from '@playwright/test';
import type { PlannedTask } from '@mlops/plugin-mlops-common';
import { FIRST_RUN_MS, test } from './support/portalTest';

const TESTS = resolve(__dirname, '../../../catalog/definitions/digits/tests');

test('the scripts of the demo keep their promises in the one environment that all tasks share', async ({
  api,
}) => {
  test.setTimeout(FIRST_RUN_MS);
  const { yaml } = await api.pipeline('digits');
  const answer = await api.http.post('pipelines/validate', { data: { yaml } });
  const { tasks }: { tasks: PlannedTask[] } = await answer.json();
  const [requirements, ...others] = tasks.map(task => task.requirements);
  expect(requirements).not.toEqual([]);
  for (const other of others) expect(other).toEqual(requirements);

  const { stderr } = await promisify(execFile)(
    process.env.MLOPS_UV ?? 'uv',
    [
      'run',
      '--quiet',
      '--no-project',
      ...requirements.flatMap(requirement => ['--with', requirement]),
      ...['python', '-m', 'unittest', 'discover', '-s', TESTS],
    ],
    { env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' } },
  );
  expect(stderr).toMatch(/Ran \d+ tests[^]*\nOK\n$/);
});
