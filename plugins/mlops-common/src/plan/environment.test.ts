import fc from 'fast-check';
import { aTask, aTemplate } from '../__testUtils__/compileInput';
import { envOf, problemsOf, taskOf } from '../__testUtils__/compiled';

describe('the environment', () => {
  const layers = {
    config: {
      env: {
        A: 'configuration',
        B: 'configuration',
        C: 'configuration',
        D: 'configuration',
      },
    },
    templates: [aTemplate({ env: 'B=template\nC=template\nD=template' })],
    spec: {
      env: { C: 'pipeline', D: 'pipeline' },
      tasks: [aTask({ env: { D: 'task' } })],
    },
  };

  it('lets the later layer win', () => {
    expect(envOf(layers)).toMatchObject({
      A: 'configuration',
      B: 'template',
      C: 'pipeline',
      D: 'task',
    });
  });

  it('sets what wins later, and each name once', () => {
    const names = taskOf(layers).env.map(({ name }) => name);
    expect(names.slice(0, 4)).toEqual(['A', 'B', 'C', 'D']);
    expect(new Set(names).size).toBe(names.length);
  });

  it('is, for any four layers, the last value of every name', () => {
    const name = fc.constantFrom('A', 'B', 'C', 'D');
    const layer = fc.dictionary(
      name,
      fc.string({ unit: 'grapheme' }).filter(text => !/\p{C}|\{\{/u.test(text)),
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(
        layer,
        layer,
        layer,
        layer,
        (config, template, pipeline, task) => {
          const env = envOf({
            config: { env: config },
            templates: [aTemplate({ env: template })],
            spec: { env: pipeline, tasks: [aTask({ env: task })] },
          });
          const expected = { ...config, ...template, ...pipeline, ...task };
          expect(env).toMatchObject(expected);
        },
      ),
    );
  });

  it('tells the task about itself', () => {
    expect(envOf()).toEqual({
      MLOPS_RUN_ID: '01jd0000000000000000000002',
      MLOPS_RUN_NUMBER: '7',
      MLOPS_RUN_DATE: '2026-11-24T23:30:00.000+01:00',
      MLOPS_PIPELINE: 'digits',
      MLOPS_PIPELINE_ID: '01jd0000000000000000000001',
      MLOPS_TASK: 'train',
      MLOPS_PROJECT: 'vision',
      MLOPS_CREATED_BY: 'user:default/ann',
      MLOPS_TRIGGER: 'manual',
      MLOPS_LABELS:
        'mlops/run-id=01jd0000000000000000000002,mlops/pipeline=digits,mlops/project=vision,mlops/task=train',
      MLOPS_TASK_RESOURCE_CPU: '1',
      MLOPS_TASK_RESOURCE_MEMORY: '1G',
      MLOPS_TASK_RESOURCE_GPU: '0',
    });
  });

  it.each([
    [
      'template',
      { templates: [aTemplate({ env: { MLOPS_TASK: 'x' } })] },
      ['tasks', 0, 'template'],
    ],
    ['pipeline', { spec: { env: 'MLOPS_TASK=x' } }, ['env']],
    [
      'task',
      { spec: { tasks: [aTask({ env: { MLOPS_TASK: 'x' } })] } },
      ['tasks', 0, 'env', 'MLOPS_TASK'],
    ],
  ])(
    'is reserved for the platform where it says MLOPS_, in the %s',
    (_, parts, path) => {
      expect(problemsOf(parts)).toEqual([
        { path, message: expect.stringContaining('MLOPS_TASK is reserved') },
      ]);
    },
  );

  it('lets the platform win over the configuration', () => {
    const env = envOf({
      config: { env: { MLOPS_TASK: 'x', MLOPS_OTHER: 'y' } },
    });
    expect(env).toMatchObject({ MLOPS_TASK: 'train', MLOPS_OTHER: 'y' });
  });

  it.each([
    'TASK_RESOURCE_CPU',
    'TASK_RESOURCE_MEMORY',
    'TASK_RESOURCE_GPU',
    'NO_RESOURCE_CHECK',
  ])('takes %s from templates only', name => {
    for (const parts of [
      { config: { env: { [name]: '1' } } },
      { spec: { env: { [name]: '1' } } },
      { spec: { tasks: [aTask({ env: { [name]: '1' } })] } },
    ]) {
      expect(problemsOf(parts)[0].message).toContain(
        `${name} counts only in a job template`,
      );
    }
  });

  it('refers to secrets and never holds them', () => {
    const secretRef = { name: 'registry', key: 'password' };
    expect(
      envOf({ spec: { tasks: [aTask({ env: { P: { secretRef } } })] } }).P,
    ).toEqual(secretRef);
  });

  it.each(['mlops-artifacts', 'registry'])(
    'does not refer to the secret %s, which the platform keeps',
    name => {
      const env = { P: { secretRef: { name, key: 'secretKey' } } };
      const config = { pullSecrets: ['registry'] };
      for (const parts of [
        { spec: { env } },
        { spec: { tasks: [aTask({ env })] } },
        { templates: [aTemplate({ env })] },
      ]) {
        expect(problemsOf({ config, ...parts })[0].message).toContain(
          `the secret "${name}"`,
        );
      }
    },
  );

  it.each([
    [{ 'A-B': 'x' }, ['A-B'], 'is not the name of a variable'],
    ['A=1\nA=2', [], 'line 2 of env: A is set twice'],
    [{ A: 'x\0' }, ['A'], 'holds NUL'],
    [{ A: '{{ run.x }}' }, ['A'], 'run.x is unknown'],
    [{ A: '{{ run.id' }, ['A'], 'must end here'],
    [{ A: '{{ task.title }}' }, ['A'], 'has no value'],
  ])('refuses %j', (env, path, message) => {
    expect(problemsOf({ spec: { tasks: [aTask({ env })] } })).toEqual([
      {
        path: ['tasks', 0, 'env', ...path],
        message: expect.stringContaining(message),
      },
    ]);
  });

  it('puts in names but never evaluates what was put in', () => {
    expect(
      envOf({
        spec: {
          parameters: { type: 'object', properties: { x: {} } },
          tasks: [
            aTask({
              env: {
                A: '{{ params.x }} {{ project.name }} {{ task.name }} {{ pipeline.name }}',
              },
            }),
          ],
        },
        run: { parameters: { x: '{{ run.id }}' } },
      }).A,
    ).toBe('{{ run.id }} vision train digits');
  });
});
