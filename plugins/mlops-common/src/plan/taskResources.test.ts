import { aTask, aTemplate } from '../__testUtils__/compileInput';
import { envOf, problemsOf, taskOf } from '../__testUtils__/compiled';

describe('resources', () => {
  it('come from the task, else the template, else the configuration', () => {
    expect(
      taskOf({
        config: { resources: { cpu: '1', memory: '1G', gpu: '1' } },
        templates: [aTemplate({ resources: { cpu: 2, memory: '2G' } })],
        spec: { tasks: [aTask({ resources: { cpu: '3~4' } })] },
      }).resources,
    ).toEqual({
      cpu: { requestMillicores: 3000, limitMillicores: 4000 },
      memory: { requestBytes: 2e9, limitBytes: 2e9 },
      gpu: { count: 1, type: null },
    });
  });

  it('are fixed by the template, while what the user asked for travels to the task', () => {
    const parts = {
      templates: [
        aTemplate({
          env: {
            TASK_RESOURCE_CPU: '4',
            TASK_RESOURCE_MEMORY: '4G',
            TASK_RESOURCE_GPU: '0',
            NO_RESOURCE_CHECK: 'true',
          },
        }),
      ],
      spec: {
        tasks: [aTask({ resources: { cpu: 1, memory: '8G', gpu: '2(V100)' } })],
      },
    };
    expect(taskOf(parts).resources).toEqual({
      cpu: { requestMillicores: 4000, limitMillicores: 4000 },
      memory: { requestBytes: 4e9, limitBytes: 4e9 },
      gpu: { count: 0, type: null },
    });
    expect(envOf(parts)).toMatchObject({
      TASK_RESOURCE_CPU: '4',
      NO_RESOURCE_CHECK: 'true',
      MLOPS_TASK_RESOURCE_CPU: '1',
      MLOPS_TASK_RESOURCE_MEMORY: '8G',
      MLOPS_TASK_RESOURCE_GPU: '2(V100)',
    });
  });

  it.each([
    [
      { spec: { tasks: [aTask({ resources: { memory: 4 } })] } },
      ['tasks', 0, 'resources', 'memory'],
      'needs a unit',
    ],
    [
      { templates: [aTemplate({ resources: { cpu: 'x' } })] },
      ['tasks', 0, 'template'],
      'cpu: "x"',
    ],
    [
      { config: { resources: { gpu: 'x' } } },
      [],
      'configuration of mlops.resources: gpu: "x"',
    ],
    [
      { templates: [aTemplate({ env: { TASK_RESOURCE_CPU: 'x' } })] },
      ['tasks', 0, 'template'],
      'TASK_RESOURCE_…: cpu: "x"',
    ],
    [
      {
        templates: [
          aTemplate({
            env: { TASK_RESOURCE_CPU: { secretRef: { name: 'a', key: 'b' } } },
          }),
        ],
      },
      ['tasks', 0, 'template'],
      'must be plain text',
    ],
  ])('refuse %j', (parts, path, message) => {
    expect(problemsOf(parts)).toEqual([
      { path, message: expect.stringContaining(message) },
    ]);
  });
});
