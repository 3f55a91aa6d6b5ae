import {
  aTask,
  aTemplate,
  type InputParts,
} from '../__testUtils__/compileInput';
import { problemsOf, taskOf } from '../__testUtils__/compiled';
import { describePlan } from './describePlan';
import { planOf } from '../__testUtils__/compiled';

const asking = aTemplate({ privileged: true });
const released = { privileged: ['tool@1.0.0'] };
const parts = (more: InputParts = {}): InputParts => ({
  images: true,
  templates: [asking],
  config: released,
  ...more,
});

describe('privilege', () => {
  it('is given to a version of a template that asks for it and that an administrator released', () => {
    expect(taskOf(parts()).privileged).toBe(true);
    expect(describePlan(planOf(parts()))).toEqual([
      expect.objectContaining({ privileged: true }),
    ]);
  });

  it('is not given to one that does not ask', () => {
    const plan = planOf(parts({ templates: [aTemplate()] }));
    expect(plan.tasks[0]).not.toHaveProperty('privileged');
    expect(describePlan(plan)[0].privileged).toBe(false);
  });

  it('is given to nothing on the embedded engine', () => {
    const config = { privileged: [] };
    const task = taskOf(parts({ images: false, config }));
    expect(task).not.toHaveProperty('privileged');
  });

  it.each([
    [[]],
    [['tool@1.0']],
    [['tool@1.0.0-rc']],
    [['too@1.0.0']],
    [['tool']],
    [['TOOL@1.0.0']],
  ])('is refused to one that nobody released: %j', privileged => {
    expect(problemsOf(parts({ config: { privileged } }))).toEqual([
      expect.objectContaining({
        path: ['tasks', 0, 'template'],
        message: expect.stringContaining(
          'add "tool@1.0.0" to mlops.privileged',
        ),
      }),
    ]);
  });

  it('is refused to a draft that has the name of what was released', () => {
    const templates = [aTemplate({ privileged: true, stage: 'draft' })];
    expect(problemsOf(parts({ templates }))[0].message).toContain(
      'is not released',
    );
  });

  it.each([
    ['command', { command: ['sh', '-c', 'id'] }],
    ['workingDirectory', { workingDirectory: '/tmp' }],
    ['env', { env: { LD_PRELOAD: '/mnt/evil.so' } }],
    ['env', { env: 'PATH=/mnt' }],
    ['mounts', { mounts: 'evil(pvc):/usr/bin' }],
  ])('lets a task bring no code of its own by %s', (field, more) => {
    const problems = problemsOf(parts({ spec: { tasks: [aTask(more)] } }));
    expect(problems).toContainEqual(
      expect.objectContaining({
        path: ['tasks', 0, field],
        message: expect.stringContaining(`remove ${field}`),
      }),
    );
  });

  it('lets the variables of the pipeline bring none', () => {
    const spec = { env: { LD_PRELOAD: '/mnt/evil.so' } };
    expect(problemsOf(parts({ spec }))).toEqual([
      expect.objectContaining({ path: ['env'] }),
    ]);
  });

  it.each([
    ['data(pvc):/mnt', true],
    ['data(pvc):/mnt/data', true],
    ['data(pvc):/mnt/../usr/bin', false],
    ['evil(pvc):/mnt2', false],
    ['evil(pvc):/usr/local/bin', false],
    ['evil(pvc):/opt', false],
  ])('lets mounts of the group bring none: %s', (volumeMount, isFine) => {
    const problems = problemsOf(parts({ project: { volumeMount } }));
    expect(problems.length === 0).toBe(isFine);
  });

  it('leaves parameters, resources and retries to the task', () => {
    const task = taskOf(
      parts({
        spec: {
          tasks: [
            aTask({
              resources: { cpu: 2 },
              retry: { limit: 2, backoffSeconds: 1 },
              timeoutSeconds: 60,
            }),
          ],
        },
      }),
    );
    expect(task).toMatchObject({
      privileged: true,
      retry: { limit: 2 },
      timeoutSeconds: 60,
    });
  });
});
