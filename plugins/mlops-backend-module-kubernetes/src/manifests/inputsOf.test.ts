import { aPlan, aTask } from '@mlops/plugin-mlops-node';
import { inputsOf } from './inputsOf';
import type { ManifestOptions } from './ManifestOptions';

const options: ManifestOptions = {
  namespace: 'mlops-vision',
  proof: 'proof',
  executorAccount: 'executor',
  taskAccount: 'task',
  tolerations: [],
  gpuResource: 'nvidia.com/gpu',
  privileged: [],
  artifacts: null,
};

const train = aTask(
  'train',
  {
    argv: [
      'train',
      {
        parts: [
          '--rows=',
          { task: 'load', output: 'rows', filters: [] },
          ' {{ as they are }}',
        ],
      },
    ],
    runtime: { kind: 'process', python: null },
  },
  {
    dependsOn: ['load'],
    env: [
      {
        name: 'KIND',
        value: {
          parts: [{ task: 'load', output: 'kind', filters: ['upper'] }],
        },
      },
    ],
  },
);

const inputs = (outputs: Record<string, unknown>) =>
  inputsOf(aPlan([train]), train, options, (_, name) => outputs[name]);

describe('inputsOf', () => {
  it('puts outputs in as every engine does, and evaluates nothing of them', () => {
    const given = inputs({ rows: 5, kind: '{{workflow.name}}' });
    expect(given).toMatchObject({
      ok: true,
      value: {
        immutable: true,
        data: {
          MLOPS_ARG_0: 'train',
          MLOPS_ARG_1: '--rows=5 {{ as they are }}',
          KIND: '{{WORKFLOW.NAME}}',
        },
      },
    });
  });

  it('names each output that is missing', () => {
    const given = inputs({});
    expect(given.ok ? [] : given.problems.map(one => one.message)).toEqual([
      expect.stringContaining('left no output "rows"'),
      expect.stringContaining('tasks.load.outputs.kind'),
    ]);
  });
});
