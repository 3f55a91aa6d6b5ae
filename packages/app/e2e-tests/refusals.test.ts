import { expect, type APIResponse } from '@playwright/test';
import type { Problem } from '@mlops/plugin-mlops-common';
import type { PortalApi } from './support/PortalApi';
import { test } from './support/portalTest';

interface TaskLines {
  name: string;
  template?: string;
  version?: string;
  dependsOn?: string[];
  parameters?: Record<string, unknown>;
}

/** A pipeline that is right unless a task says otherwise. */
function pipelineOf(...tasks: TaskLines[]): string {
  return JSON.stringify({
    apiVersion: 'mlops/v1',
    kind: 'Pipeline',
    metadata: { name: 'refused' },
    spec: {
      project: 'public',
      tasks: tasks.map(task => ({
        template: 'digits-load',
        version: '1.0.0',
        ...task,
      })),
    },
  });
}

async function everything(api: PortalApi) {
  const pipelines = await api.pipelines();
  return {
    pipelines: pipelines.map(({ id, revision }) => ({ id, revision })),
    runs: (await api.runs()).map(({ id }) => id),
  };
}

async function refusal(answer: APIResponse) {
  expect(answer.status(), await answer.text()).toBe(400);
  const { error }: { error: { message: string; problems?: Problem[] } } =
    await answer.json();
  return [error.message, ...(error.problems ?? []).map(p => p.message)].join(
    '\n',
  );
}

const refused: Array<{ what: string; yaml: string; says: RegExp[] }> = [
  {
    what: 'broken YAML',
    yaml: 'apiVersion: mlops/v1\nkind: Pipeline\nmetadata: {name: "refused\n',
    says: [/yaml|quote|flow/i],
  },
  {
    what: 'a cycle, by the names of its tasks',
    yaml: pipelineOf(
      { name: 'hen', dependsOn: ['egg'] },
      { name: 'egg', dependsOn: ['hen'] },
    ),
    says: [/hen/, /egg/],
  },
  {
    what: 'an unknown template',
    yaml: pipelineOf({ name: 'load', template: 'digits-lode' }),
    says: [/digits-lode/],
  },
  {
    what: 'an unknown version of a template',
    yaml: pipelineOf({ name: 'load', version: '9.9.9' }),
    says: [/9\.9\.9/],
  },
  {
    what: 'a parameter of the wrong type',
    yaml: pipelineOf({ name: 'load', parameters: { 'test-share': 'much' } }),
    says: [/number/],
  },
  {
    what: 'a dependency on a task that does not exist',
    yaml: pipelineOf({ name: 'load', dependsOn: ['nobody'] }),
    says: [/nobody/],
  },
];

for (const { what, yaml, says } of refused) {
  test(`refuses ${what} and changes nothing`, async ({ api }) => {
    const before = await everything(api);
    const message = await refusal(
      await api.http.post('pipelines', { data: { yaml } }),
    );
    for (const word of says) expect(message).toMatch(word);
    expect(await everything(api)).toEqual(before);
  });

  test(`says in a check that ${what} would be refused`, async ({ api }) => {
    const answer = await api.http.post('pipelines/validate', {
      data: { yaml },
    });
    expect(answer.status()).toBe(200);
    const text = JSON.stringify((await answer.json()).problems);
    for (const word of says) expect(text).toMatch(word);
  });
}

test('refuses to run with a parameter of the wrong type and starts nothing', async ({
  api,
}) => {
  const before = await everything(api);
  const { id } = await api.pipeline('digits');
  const message = await refusal(
    await api.http.post(`pipelines/${id}/runs`, {
      data: { parameters: { folds: 'many' } },
    }),
  );
  expect(message).toMatch(/folds/);
  expect(await everything(api)).toEqual(before);
});

test('answers 401 without a token', async ({ request }) => {
  expect((await request.get('/api/mlops/runs')).status()).toBe(401);
});

test('answers 404 for a run that does not exist', async ({ api }) => {
  const answer = await api.http.get('runs/01h00000000000000000000000');
  expect(answer.status()).toBe(404);
});
