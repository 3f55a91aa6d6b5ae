import fc from 'fast-check';
import { hostileText } from '../__testUtils__/arbitraries';
import {
  aTask,
  aTemplate,
  type InputParts,
} from '../__testUtils__/compileInput';
import { problemsOf, taskOf } from '../__testUtils__/compiled';
import { formatPlanText } from './formatPlanText';

describe('parameters of a task', () => {
  const properties = {
    name: { type: 'string' },
    epochs: { type: 'integer', default: 5 },
    verbose: { type: 'boolean' },
    model: { type: 'object' },
    list: { type: 'array' },
  };

  function argvOf(
    parameters: Record<string, unknown>,
    schema: Record<string, unknown> = properties,
    spec: InputParts['spec'] = {},
  ) {
    return taskOf({
      templates: [
        aTemplate({ parameters: { type: 'object', properties: schema } }),
      ],
      spec: { tasks: [aTask({ parameters })], ...spec },
    }).argv.slice(1);
  }

  it('become arguments in the order of the schema, and 0 and false are values', () => {
    expect(argvOf({ verbose: false, epochs: 0, name: '' })).toEqual([
      '--name',
      '',
      '--epochs',
      '0',
      '--verbose',
      'false',
    ]);
  });

  it('are left out without a value', () => {
    expect(argvOf({ name: undefined })).toEqual(['--epochs', '5']);
    expect(argvOf({ x: null }, { x: {} })).toEqual([]);
  });

  it('are JSON where they have parts', () => {
    expect(argvOf({ model: { a: [1, '"'] }, list: [] })).toEqual([
      '--epochs',
      '5',
      '--model',
      '{"a":[1,"\\""]}',
      '--list',
      '[]',
    ]);
  });

  it.each([
    ['switch', true, ['--x']],
    ['switch', false, []],
    ['repeat', ['a', 0, { b: 1 }], ['--x', 'a', '--x', '0', '--x', '{"b":1}']],
    ['repeat', [], []],
    ['positional', 'a', ['a']],
    ['positional', ['a', 'b'], ['a', 'b']],
    ['json', 'a', ['--x', '"a"']],
    ['json', [1], ['--x', '[1]']],
    ['none', 'a', []],
  ])('are written as x-argv: %s says, for %j', (form, value, argv) => {
    expect(argvOf({ x: value }, { x: { 'x-argv': form } })).toEqual(argv);
  });

  it('take another flag from x-flag', () => {
    expect(argvOf({ x: 1 }, { x: { 'x-flag': '-n' } })).toEqual(['-n', '1']);
  });

  it('pass every text on as one argument, unchanged', () => {
    fc.assert(
      fc.property(
        hostileText.filter(
          text => !text.includes('{{') && !text.includes('\0'),
        ),
        text => {
          expect(argvOf({ name: text })).toEqual([
            '--name',
            text,
            '--epochs',
            '5',
          ]);
        },
      ),
    );
  });

  it('pass every JSON value on so that the task reads the same', () => {
    const value = fc
      .jsonValue()
      .filter(json => json !== null && !JSON.stringify(json).includes('{{'));
    fc.assert(
      fc.property(value, json => {
        const [flag, text] = argvOf({ x: json }, { x: { 'x-argv': 'json' } });
        expect(flag).toBe('--x');
        expect(JSON.parse(formatPlanText(text))).toEqual(
          JSON.parse(JSON.stringify(json)),
        );
      }),
    );
  });

  it('keep the type of a value that is one expression', () => {
    const spec = {
      parameters: { type: 'object', properties: { n: { default: 3 } } },
      tasks: [
        aTask({
          parameters: { epochs: '{{ params.n }}', name: 'n={{ params.n }}' },
        }),
      ],
    };
    expect(argvOf({}, properties, spec)).toEqual([
      '--name',
      'n=3',
      '--epochs',
      '3',
    ]);
  });

  it('wait for outputs, which are not checked before they are there', () => {
    const tasks = [
      aTask({
        dependsOn: ['load'],
        parameters: {
          epochs: '{{ tasks.load.outputs.n }}',
          name: 'x-{{ tasks.load.outputs.n }}',
          model: { n: '{{ tasks.load.outputs.n }}', k: 1 },
        },
      }),
      aTask({ name: 'load' }),
    ];
    const argv = argvOf({}, properties, { tasks });
    expect(argv.map(formatPlanText)).toEqual([
      '--name',
      'x-{{ tasks.load.outputs.n }}',
      '--epochs',
      '{{ tasks.load.outputs.n }}',
      '--model',
      '{"n":{{ tasks.load.outputs.n | json }},"k":1}',
    ]);
  });

  it('count as given while they wait', () => {
    expect(
      problemsOf({
        templates: [
          aTemplate({
            parameters: {
              type: 'object',
              required: ['a', 'b'],
              properties: { a: { type: 'integer' }, b: {} },
            },
          }),
        ],
        spec: {
          tasks: [
            aTask({
              dependsOn: ['load'],
              parameters: { a: '{{ tasks.load.outputs.a }}' },
            }),
            aTask({ name: 'load', parameters: { a: 1, b: 1 } }),
          ],
        },
      }).map(({ path, message }) => [path, message]),
    ).toEqual([
      [
        ['tasks', 0, 'parameters', 'b'],
        'task "train": parameter "b" is missing',
      ],
    ]);
  });

  it.each([
    [
      { epochs: 'ten' },
      properties,
      ['epochs'],
      'parameter "epochs" is "ten"; it must be a whole number',
    ],
    [
      { epoch: 1 },
      properties,
      ['epoch'],
      'there is no parameter "epoch": known are name, epochs',
    ],
    [{ name: '{{ params.x }}' }, properties, ['name'], 'params.x is unknown'],
    [{ name: 'a\0' }, properties, [], 'holds NUL'],
    [
      { x: 1 },
      { x: { 'x-argv': 'shell' } },
      ['x'],
      'unknown x-argv "shell": use switch, repeat',
    ],
    [{ x: 1 }, { x: { 'x-argv': 'switch' } }, ['x'], 'is a switch'],
    [{ x: 1 }, { x: { 'x-flag': '' } }, ['x'], 'x-flag that is not text'],
  ])('refuse %j', (parameters, schema, path, message) => {
    expect(
      problemsOf({
        templates: [
          aTemplate({ parameters: { type: 'object', properties: schema } }),
        ],
        spec: { tasks: [aTask({ parameters })] },
      }),
    ).toEqual([
      {
        path: ['tasks', 0, 'parameters', ...path],
        message: expect.stringContaining(message),
      },
    ]);
  });

  it.each([
    [
      { x: '{{ tasks.load.outputs.n }}' },
      'repeat',
      'outputs of tasks can be its entries',
    ],
    [{ x: '{{ tasks.load.outputs.n }}' }, 'switch', 'known before the run'],
    [
      { x: ['a{{ tasks.load.outputs.n }}'] },
      'json',
      'make the output the whole entry',
    ],
  ])('refuse %j with x-argv: %s', (parameters, form, message) => {
    expect(
      problemsOf({
        templates: [
          aTemplate({ parameters: { properties: { x: { 'x-argv': form } } } }),
        ],
        spec: {
          tasks: [
            aTask({ parameters, dependsOn: ['load'] }),
            aTask({ name: 'load' }),
          ],
        },
      })[0].message,
    ).toContain(message);
  });

  it('can be used in command and environment of the template', () => {
    const task = taskOf({
      templates: [
        aTemplate({
          command: ['sh', '{{ task.parameters.script }}'],
          env: { SCRIPT: '{{ task.parameters.script }}' },
          parameters: {
            properties: { script: { 'x-argv': 'none', default: 'a.sh' } },
          },
        }),
      ],
    });
    expect(task.argv).toEqual(['sh', 'a.sh']);
    expect(task.env[0]).toEqual({ name: 'SCRIPT', value: 'a.sh' });
  });
});
