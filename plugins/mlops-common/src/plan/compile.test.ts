import { aCompileInput, aTask, aTemplate } from '../__testUtils__/compileInput';
import { planOf, problemsOf } from '../__testUtils__/compiled';
import { compile } from './compile';

describe('compile', () => {
  it('decides the whole run', () => {
    expect(
      planOf({
        spec: { parallelism: 2, timeoutSeconds: 60, tasks: [aTask()] },
      }),
    ).toEqual({
      runId: '01jd0000000000000000000002',
      pipeline: {
        id: '01jd0000000000000000000001',
        name: 'digits',
        revision: 3,
      },
      project: 'vision',
      trigger: 'manual',
      createdBy: 'user:default/ann',
      cluster: null,
      namespace: null,
      parallelism: 2,
      timeoutSeconds: 60,
      parameters: {},
      labels: {
        'mlops/run-id': '01jd0000000000000000000002',
        'mlops/pipeline': 'digits',
        'mlops/project': 'vision',
      },
      tasks: [
        {
          name: 'train',
          title: 'train',
          template: { name: 'tool', version: '1.0.0', digest: 'digest' },
          dependsOn: [],
          skip: false,
          runtime: { kind: 'process', python: null },
          argv: ['tool'],
          workingDirectory: null,
          env: expect.any(Array),
          mounts: [],
          resources: {
            cpu: { requestMillicores: 1000, limitMillicores: 1000 },
            memory: { requestBytes: 1e9, limitBytes: 1e9 },
            gpu: { count: 0, type: null },
          },
          nodeSelector: {},
          files: [],
          retry: { limit: 0, backoffSeconds: 0 },
          timeoutSeconds: null,
          labels: {
            'mlops/run-id': '01jd0000000000000000000002',
            'mlops/pipeline': 'digits',
            'mlops/project': 'vision',
            'mlops/task': 'train',
          },
        },
      ],
    });
  });

  it('is the same for the same input and leaves the input alone', () => {
    const input = aCompileInput({
      templates: [
        aTemplate({
          parameters: { type: 'object', properties: { a: { default: 1 } } },
        }),
      ],
    });
    const before = structuredClone(input);
    const [first, second] = [compile(input), compile(input)];
    expect(first).toEqual(second);
    expect(input).toEqual(before);
  });

  it('is JSON, so that it can be stored and sent', () => {
    const plan = planOf({
      spec: {
        parameters: {
          type: 'object',
          properties: { unset: {}, a: { default: [1] } },
        },
      },
    });
    expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
    expect(plan.parameters).toEqual({ a: [1] });
  });

  it('tells all problems at once, each once, and not without end', () => {
    const tasks = Array.from({ length: 300 }, (_, index) =>
      aTask({ name: `t${index}`, mounts: 'x' }),
    );
    const problems = problemsOf({ spec: { env: { MLOPS_X: '1' }, tasks } });
    expect(problems).toHaveLength(101);
    expect(problems.filter(({ path }) => path[0] === 'env')).toHaveLength(1);
    expect(problems[100].message).toBe(
      'there are 201 more problems: mend these first',
    );
  });

  it('compiles 1,000 tasks', () => {
    const tasks = Array.from({ length: 1000 }, (_, index) =>
      aTask({
        name: `t${index}`,
        dependsOn: index === 0 ? [] : [`t${index - 1}`],
        parameters: { epochs: '{{ params.epochs }}', label: 'x' },
        env: { RUN: '{{ run.id }}' },
      }),
    );
    const input = aCompileInput({
      spec: {
        tasks,
        parameters: {
          type: 'object',
          properties: { epochs: { type: 'integer', default: 3 } },
        },
      },
      templates: [
        aTemplate({
          env: { A: '1' },
          mounts: '1G(memory):/dev/shm',
          parameters: {
            type: 'object',
            properties: {
              epochs: { type: 'integer' },
              label: { type: 'string' },
            },
          },
        }),
      ],
    });
    expect(compile(input)).toMatchObject({ ok: true });
  });
});
