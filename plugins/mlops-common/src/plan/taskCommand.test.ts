import { aTask, aTemplate } from '../__testUtils__/compileInput';
import { problemsOf, taskOf } from '../__testUtils__/compiled';

describe('command and directory', () => {
  it('come from the task, else from the template', () => {
    const templates = [aTemplate({ command: ['a'], workingDirectory: '/a' })];
    expect(taskOf({ templates })).toMatchObject({
      argv: ['a'],
      workingDirectory: '/a',
    });
    expect(
      taskOf({
        templates,
        spec: {
          tasks: [aTask({ command: ['b'], workingDirectory: 'b/./c/' })],
        },
      }),
    ).toMatchObject({ argv: ['b'], workingDirectory: 'b/c' });
  });

  it('come from the section for the embedded engine there, and only there', () => {
    const templates = [
      aTemplate({ command: ['a'], local: { command: ['l'] } }),
    ];
    expect(taskOf({ templates }).argv).toEqual(['l']);
    expect(taskOf({ templates, images: true }).argv).toEqual(['a']);
  });

  it('come from the image where nobody sets them', () => {
    const templates = [aTemplate({ command: undefined })];
    expect(taskOf({ templates, images: true })).toMatchObject({
      argv: [],
      workingDirectory: null,
      runtime: { usesEntrypoint: true },
    });
    expect(taskOf({ images: true }).runtime).toMatchObject({
      usesEntrypoint: false,
    });
    expect(problemsOf({ templates })[0].message).toContain(
      'it has no "command"',
    );
  });

  it.each([
    [{ workingDirectory: '../x' }, ['workingDirectory'], 'must not hold ".."'],
    [
      { workingDirectory: '/a/../b' },
      ['workingDirectory'],
      'must not hold ".."',
    ],
    [{ workingDirectory: 'a\nb' }, ['workingDirectory'], 'invisible'],
    [
      { workingDirectory: '{{ tasks.x.outputs.y }}' },
      ['workingDirectory'],
      'there is no task "x"',
    ],
    [{ command: ['a', 'b\0'] }, ['command', 1], 'holds NUL'],
    [{ command: ['{{ x }}'] }, ['command', 0], 'x is unknown'],
  ])('are refused: %j', (task, path, message) => {
    expect(problemsOf({ spec: { tasks: [aTask(task)] } })).toEqual([
      {
        path: ['tasks', 0, ...path],
        message: expect.stringContaining(message),
      },
    ]);
  });
});
