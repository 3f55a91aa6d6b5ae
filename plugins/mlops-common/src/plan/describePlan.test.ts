import { aCompileInput, aTask, aTemplate } from '../__testUtils__/compileInput';
import { plannedTaskSchema } from '../api/schemas';
import { compile } from './compile';
import { describePlan } from './describePlan';

describe('describePlan', () => {
  const plan = compile(
    aCompileInput({
      templates: [
        aTemplate({
          local: { python: { requirements: ['numpy==2.0.2'] } },
          files: [{ path: 'a.py', content: 'x' }],
          mounts: '4G(memory):/dev/shm',
          retry: { limit: 2 },
        }),
      ],
      spec: {
        tasks: [
          aTask({ name: 'load' }),
          aTask({
            dependsOn: ['load'],
            command: [
              'python',
              "{{ tasks.load.outputs['a b'] | default('x') }}",
            ],
            env: {
              ROWS: 'n={{ tasks.load.outputs.rows }}',
              PASSWORD: { secretRef: { name: 'registry', key: 'hunter2' } },
            },
          }),
        ],
      },
    }),
  );

  it('shows what will run, in the shape of the interface', () => {
    if (!plan.ok) throw new Error(JSON.stringify(plan.problems));
    const described = describePlan(plan.value);
    expect(plannedTaskSchema.array().parse(described)).toEqual(described);
    expect(described[1]).toMatchObject({
      name: 'train',
      runtime: 'process',
      requirements: ['numpy==2.0.2'],
      argv: ['python', "{{ tasks.load.outputs['a b'] | default('x') }}"],
      mounts: ['4G(memory):/dev/shm'],
      resources: { cpu: '1', memory: '1G', gpu: '0' },
      files: [{ path: 'a.py', mode: '0644', content: 'x' }],
      inputs: ['load'],
      retries: 2,
    });
    expect(described[1].env).toEqual(
      expect.arrayContaining([
        {
          name: 'ROWS',
          value: 'n={{ tasks.load.outputs.rows }}',
          secret: false,
        },
        { name: 'PASSWORD', value: '•••', secret: true },
      ]),
    );
  });

  it('never shows a secret, nor where it is kept', () => {
    if (!plan.ok) throw new Error(JSON.stringify(plan.problems));
    expect(JSON.stringify(describePlan(plan.value))).not.toContain('hunter2');
  });
});
