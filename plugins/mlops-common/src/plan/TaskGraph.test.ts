import { aCompileInput, aTask } from '../__testUtils__/compileInput';
import { planOf, problemsOf } from '../__testUtils__/compiled';
import { compile } from './compile';

describe('the graph', () => {
  const chain = (...edges: Array<[string, string[]]>) => ({
    spec: {
      tasks: edges.map(([name, dependsOn]) => aTask({ name, dependsOn })),
    },
  });

  it.each([
    [
      chain(['load', ['train']], ['train', ['load']]),
      ['tasks', 0, 'dependsOn'],
      'load → train → load',
    ],
    [
      chain(['c', ['b']], ['a', ['c']], ['b', ['a']], ['d', ['b']]),
      ['tasks', 0, 'dependsOn'],
      'c → a → b → c',
    ],
    [
      chain(['a', ['a']]),
      ['tasks', 0, 'dependsOn', 0],
      'task "a" waits for itself',
    ],
    [
      chain(['a', []], ['b', ['a', 'x']]),
      ['tasks', 1, 'dependsOn', 1],
      'task "b" waits for "x", and there is no task of that name',
    ],
    [
      chain(['a', []], ['a', []]),
      ['tasks', 1, 'name'],
      'there are two tasks "a"',
    ],
  ])('is refused by name: %j', (parts, path, message) => {
    expect(problemsOf(parts)).toEqual([
      { path, message: expect.stringContaining(message) },
    ]);
  });

  it('has at most 2,000 tasks', () => {
    const input = aCompileInput();
    const tasks = Array.from({ length: 2001 }, (_, index) => ({
      ...input.pipeline.spec.tasks[0],
      name: `t${index}`,
    }));
    const plan = compile({
      ...input,
      pipeline: { ...input.pipeline, spec: { ...input.pipeline.spec, tasks } },
    });
    expect(plan).toEqual({
      ok: false,
      problems: [{ path: ['tasks'], message: expect.stringContaining('2000') }],
    });
  });

  it('keeps the order of the definition and each dependency once', () => {
    const plan = planOf(chain(['b', ['a', 'a']], ['a', []]));
    expect(plan.tasks.map(({ name, dependsOn }) => [name, dependsOn])).toEqual([
      ['b', ['a']],
      ['a', []],
    ]);
  });

  it('lets a task use outputs of what is done before it, also indirectly', () => {
    const tasks = [
      aTask({ name: 'a' }),
      aTask({ name: 'b', dependsOn: ['a'] }),
      aTask({
        name: 'c',
        dependsOn: ['b'],
        command: ['echo', '{{ tasks.a.outputs.x }}'],
      }),
    ];
    expect(planOf({ spec: { tasks } }).tasks[2].argv).toEqual([
      'echo',
      { parts: [{ task: 'a', output: 'x', filters: [] }] },
    ]);
  });

  it.each([
    ['b', 'task "b" need not be done before "a": add it to dependsOn'],
    ['a', 'task "a" need not be done before "a"'],
    ['x', 'there is no task "x"'],
  ])('refuses outputs of %s', (upstream, message) => {
    const tasks = [
      aTask({ name: 'a', env: { X: `{{ tasks.${upstream}.outputs.x }}` } }),
      aTask({ name: 'b', dependsOn: ['a'] }),
    ];
    expect(problemsOf({ spec: { tasks } })).toEqual([
      {
        path: ['tasks', 0, 'env', 'X'],
        message: expect.stringContaining(message),
      },
    ]);
  });

  it('refuses outputs of a skipped task unless there is another value', () => {
    const tasks = (text: string) => [
      aTask({ name: 'a', skip: true }),
      aTask({ name: 'b', dependsOn: ['a'], env: { X: text } }),
    ];
    expect(
      problemsOf({ spec: { tasks: tasks('{{ tasks.a.outputs.x }}') } })[0]
        .message,
    ).toContain('is skipped');
    expect(
      problemsOf({
        spec: { tasks: tasks("{{ tasks.a.outputs.x | default('') }}") },
      }),
    ).toEqual([]);
  });
});
