import { jobTemplateSpecSchema } from '../definition/jobTemplate';
import { pipelineSpecSchema } from '../definition/pipeline';
import { parseEnv } from '../language/env';
import { aCompileInput, aTask, aTemplate } from '../__testUtils__/compileInput';
import { compile } from './compile';
import { resolvePlanText } from './resolvePlanText';
import type { CompileInput } from './CompileInput';
import type { RunPlan } from './RunPlan';

function planOf(input: CompileInput): RunPlan {
  const result = compile(input);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
}

function problemsOf(input: CompileInput): string {
  const result = compile(input);
  return result.ok ? '' : JSON.stringify(result.problems);
}

/** Each of them is code to some engine of templates. */
const EXPRESSIONS = [
  '{{ 7*7 }}',
  '{{=7*7}}',
  '{{=sprig.env("HOME")}}',
  '{{workflow.parameters.secret}}',
  "{{ ''.constructor.constructor('return process')() }}",
  '{{ params.size.constructor }}',
  "{{ params['__proto__']['polluted'] }}",
  '{{ this }}',
  '{{ run.id',
];

const FOREIGN = [
  '${7*7}',
  '${process.env.HOME}',
  '#{7*7}',
  '<%= 7*7 %>',
  '$(id)',
  '`id`',
  '{%if 1%}x{%endif%}',
  '[[7*7]]',
];

const template = aTemplate({
  parameters: { type: 'object', properties: { text: { type: 'string' } } },
});

const parameters = {
  type: 'object',
  properties: {
    size: { type: 'integer', default: 1 },
    text: { type: 'string' },
  },
};

function withText(text: string, more: object = {}) {
  return aCompileInput({
    templates: [template],
    spec: { parameters, tasks: [aTask({ parameters: { text }, ...more })] },
  });
}

describe('expressions in what people write', () => {
  it.each(EXPRESSIONS)('refuses %s, which is no name', text => {
    expect(problemsOf(withText(text))).toContain('parameters');
    expect(problemsOf(withText('x', { env: { A: text } }))).toContain('env');
  });

  it.each(FOREIGN)('leaves %s as it is', text => {
    const plan = planOf(
      withText(text, { env: { A: text }, command: ['tool', text] }),
    );
    expect(plan.tasks[0].argv).toEqual(['tool', text, '--text', text]);
    expect(plan.tasks[0].env).toContainEqual({ name: 'A', value: text });
  });

  it.each([...EXPRESSIONS, ...FOREIGN])(
    'puts %s in as text where a person gives it at Run',
    text => {
      const input = withText('{{ params.text }}', {
        env: { A: 'x{{ params.text }}x' },
      });
      const plan = planOf({
        ...input,
        run: { ...input.run, parameters: { text } },
      });
      expect(plan.tasks[0].argv).toEqual(['tool', '--text', text]);
      expect(plan.tasks[0].env).toContainEqual({
        name: 'A',
        value: `x${text}x`,
      });
    },
  );

  it.each(EXPRESSIONS)(
    'puts %s in as text where an upstream task left it',
    text => {
      const reference = {
        parts: [{ task: 'a', output: 'x', filters: ['upper', 'lower'] }],
      };
      expect(resolvePlanText(reference, () => text)).toEqual({
        ok: true,
        value: text.toUpperCase().toLowerCase(),
      });
    },
  );
});

describe('keys that every object has', () => {
  const KEYS = [
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
  ];

  it.each(KEYS)('are no parameters that were not given: %s', key => {
    expect(problemsOf(withText(`{{ params.${key} }}`))).toContain(key);
    expect(problemsOf(withText(`{{ params['${key}'] }}`))).toContain(key);
    expect(problemsOf(withText(`{{ run.${key} }}`))).toContain(key);
    expect(problemsOf(withText(`{{ tasks.${key}.outputs.x }}`))).toContain(key);
  });

  it.each(KEYS)('do nothing as names of values: %s', key => {
    const hostile = JSON.parse(`{"${key}": {"polluted": "yes"}}`);
    const env = JSON.parse(`{"${key}": "polluted"}`);
    const input = aCompileInput({ spec: { parameters: { type: 'object' } } });
    compile({ ...input, run: { ...input.run, parameters: hostile } });
    compile(withText('x', { parameters: hostile }));
    compile(withText('x', { env }));
    const schema = { type: 'object', properties: hostile };
    compile(aCompileInput({ spec: { parameters: schema } }));
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  // The schemas leave `__proto__` out before anybody could take it for more than a name.
  it.each(KEYS.slice(1))('are ordinary names of variables: %s', key => {
    const env = JSON.parse(`{"${key}": "own"}`);
    const plan = planOf(withText('x', { env }));
    expect(plan.tasks[0].env).toContainEqual({ name: key, value: 'own' });
    expect(parseEnv(`${key}=own`).ok).toBe(true);
  });
});

describe('characters that mean something to others', () => {
  const input = (task: object, template2: object = {}) =>
    aCompileInput({
      templates: [aTemplate({ ...template.spec, ...template2 })],
      spec: { tasks: [aTask(task)] },
    });

  it.each([
    ['an argument', { command: ['tool', 'a\0b'] }],
    ['a parameter', { parameters: { text: 'a\0b' } }],
    ['a variable', { env: { A: 'a\0b' } }],
    ['the working directory', { workingDirectory: 'a\0b' }],
  ])('refuses NUL in %s', (_, task) => {
    expect(problemsOf(input(task))).toContain('NUL');
  });

  it.each(['A=B', 'A B', 'A\nB', 'A\0B', '', '$(id)', '1A', 'ä'])(
    'refuses the variable %j, which is no name',
    name => {
      expect(problemsOf(input({ env: { [name]: 'x' } }))).not.toBe('');
    },
  );

  it.each([
    '../up',
    '/etc/passwd',
    'a/../../b',
    'a\0b',
    '',
    '.',
    'a//../..',
    '..\\up',
  ])('refuses a file at %j', path => {
    const files = [{ path, mode: '0644', content: '' }];
    const answer = (() => {
      try {
        return problemsOf(input({}, { files }));
      } catch (error) {
        return String(error);
      }
    })();
    expect(answer).not.toBe('');
  });

  it.each([
    'two\nlines',
    '; rm -rf /',
    '$(id)',
    "'",
    '"',
    '*',
    '-rf',
    '\u202e',
  ])('hands %j over as one argument and one value', text => {
    const plan = planOf(
      input({
        parameters: { text },
        env: { A: text },
      }),
    );
    const [task] = plan.tasks;
    expect(task.argv).toEqual(['tool', '--text', text]);
    expect(task.env).toContainEqual({ name: 'A', value: text });
  });

  it.each(['a; rm -rf b', 'in $(id)', "it's"])(
    'takes %j for the name of one folder',
    workingDirectory => {
      const [task] = planOf(input({ workingDirectory })).tasks;
      expect(task.workingDirectory).toBe(workingDirectory);
    },
  );

  it.each(['two\nlines', '\u202egnp', '../up', 'a/../../b'])(
    'refuses the working directory %j',
    workingDirectory => {
      expect(problemsOf(input({ workingDirectory }))).toContain(
        'workingDirectory',
      );
    },
  );

  it.each([
    'evil.example/x:1 --privileged',
    'a\nb',
    'a\0b',
    '$(id)',
    '-v/:/host',
    'a;b',
    '../x',
  ])('refuses the image %j', image => {
    const parts = { ...input({}, { image }) };
    expect(problemsOf({ ...parts, engine: { images: true } })).not.toBe('');
  });
});

describe('what would take a task away from where its group works', () => {
  it.each([
    ['nodeSelector', { org: 'another' }],
    ['nodeName', 'machine'],
    ['tolerations', [{ operator: 'Exists' }]],
    ['affinity', {}],
    ['priorityClassName', 'system-node-critical'],
    ['labels', { 'mlops/run-id': 'another' }],
    ['annotations', {}],
    ['serviceAccount', 'admin'],
    ['serviceAccountName', 'admin'],
    ['image', 'example.org/other'],
    ['securityContext', { privileged: true }],
    ['privileged', true],
    ['hostNetwork', true],
    ['hostPID', true],
    ['namespace', 'kube-system'],
    ['cluster', 'another'],
  ])('is nothing that a task or a pipeline may say: %s', (key, value) => {
    const task = { name: 'train', template: 'tool', version: '1.0.0' };
    const pipeline = { project: 'vision', tasks: [task] };
    expect(pipelineSpecSchema.safeParse(pipeline).success).toBe(true);
    for (const attack of [
      { ...pipeline, tasks: [{ ...task, [key]: value }] },
      { ...pipeline, [key]: value },
    ]) {
      const { error } = pipelineSpecSchema.safeParse(attack);
      expect(error?.message).toContain(key);
    }
  });

  it.each([
    ['securityContext', { privileged: true }],
    ['hostNetwork', true],
    ['nodeSelector', { org: 'another' }],
    ['tolerations', [{ operator: 'Exists' }]],
  ])('is nothing that a template may say: %s', (key, value) => {
    const spec = { version: '1.0.0', stage: 'release', image: 'tool' };
    expect(jobTemplateSpecSchema.safeParse(spec).success).toBe(true);
    const { error } = jobTemplateSpecSchema.safeParse({
      ...spec,
      [key]: value,
    });
    expect(error?.message).toContain(key);
  });
});
