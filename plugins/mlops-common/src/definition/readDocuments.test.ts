import fc from 'fast-check';
import { hostileText } from '../__testUtils__/arbitraries';
import type { Problem } from '../problem';
import { readDocuments } from './readDocuments';
import { readPipelineDocument } from './readPipelineDocument';

const PIPELINE = `apiVersion: mlops/v1
kind: Pipeline
metadata:
  name: digits
spec:
  project: vision
  tasks:
    - name: load
      template: tool
      version: 1.0.0
`;

const TEMPLATE = `apiVersion: mlops/v1
kind: JobTemplate
metadata: { name: tool }
spec:
  version: 1.0.0
  stage: release
  resources: { cpu: 2, memory: 4G }
`;

function problemsOf(text: string): Problem[] {
  return readDocuments(text).flatMap(document =>
    document.ok ? [] : document.problems,
  );
}

describe('readDocuments', () => {
  it('reads several documents and fills in what goes without saying', () => {
    const [template, pipeline, ...others] = readDocuments(
      `# both\n${TEMPLATE}---\n${PIPELINE}`,
    );
    expect(others).toEqual([]);
    expect(template).toMatchObject({
      ok: true,
      line: 2,
      value: {
        kind: 'JobTemplate',
        spec: { resources: { cpu: '2', memory: '4G' }, files: [], env: {} },
      },
    });
    expect(pipeline).toMatchObject({
      ok: true,
      line: 10,
      value: {
        spec: { tasks: [{ name: 'load', dependsOn: [], skip: false }] },
      },
    });
  });

  it('takes files from beside the definition where it may', () => {
    const text = `${TEMPLATE}  files: [{ path: a.py, from: ./a.py }]\n`;
    const readFile = (from: string) => ({
      ok: true as const,
      value: `content of ${from}`,
    });
    expect(readDocuments(text, { readFile })).toMatchObject([
      {
        ok: true,
        value: {
          spec: { files: [{ path: 'a.py', content: 'content of ./a.py' }] },
        },
      },
    ]);
    expect(problemsOf(text).map(({ message }) => message)).toEqual([
      'spec.files[0].content is missing',
      'spec.files[0].from is not a known field: remove it or mend its name',
    ]);
  });

  it('tells where a file that cannot be read is named', () => {
    const text = `${TEMPLATE}  files:\n    - path: a.py\n      from: ../a.py\n`;
    const readFile = () => ({
      ok: false as const,
      problems: [{ path: [], message: 'it leaves the folder' }],
    });
    expect(readDocuments(text, { readFile })).toMatchObject([
      {
        ok: false,
        problems: [
          {
            path: ['spec', 'files', 0, 'from'],
            message: 'it leaves the folder',
            position: { line: 10, column: 13 },
          },
        ],
      },
    ]);
  });

  it('reads the other documents when one is broken', () => {
    const documents = readDocuments(`${TEMPLATE}---\na: [1\n---\n${PIPELINE}`);
    expect(documents.map(({ ok }) => ok)).toEqual([true, false, true]);
  });

  it('takes nothing for no documents', () => {
    expect(readDocuments('')).toEqual([]);
    expect(readDocuments('# only a comment\n')).toEqual([]);
    expect(readDocuments('---\n---\n')).toEqual([]);
  });

  it.each([
    ['a: [1', { line: 1, column: 6 }, 'the YAML is broken at line 1, column 6'],
    ['a: 1\nb: c: d', { line: 2, column: 4 }, 'the YAML is broken'],
    ['a: 1\na: 2', { line: 2, column: 1 }, 'Map keys must be unique'],
    ['- 1', { line: 1, column: 1 }, 'must be a mapping'],
    ['kind: Workflow', { line: 1, column: 7 }, 'kind must be'],
    [
      PIPELINE.replace('name: digits', 'name: Digits'),
      { line: 4, column: 9 },
      'metadata.name must be 1 to 63 lower-case',
    ],
    [
      PIPELINE.replace('template: tool', 'templat: tool'),
      { line: 8, column: 7 },
      'spec.tasks[0].template is missing',
    ],
    [
      PIPELINE.replace('version: 1.0.0', 'version: 2'),
      { line: 10, column: 16 },
      'spec.tasks[0].version must be text, not a number',
    ],
    [
      `${PIPELINE}      dependsOn: x\n`,
      { line: 11, column: 18 },
      'dependsOn must be a list, not text',
    ],
    [
      `${PIPELINE}      env: { A: 1 }\n`,
      { line: 11, column: 7 },
      'spec.tasks[0].env',
    ],
    [
      TEMPLATE.replace('release', 'beta'),
      { line: 6, column: 10 },
      'must be "draft" or "release" or "retired"',
    ],
    [
      TEMPLATE.replace('cpu: 2', 'cores: 2'),
      { line: 7, column: 23 },
      'spec.resources.cores is not a known field',
    ],
    [`${PIPELINE}  parallelism: .inf\n`, { line: 1, column: 1 }, 'finite'],
    ['a: *none', { line: 1, column: 1 }, 'alias'],
  ])('says where %j is wrong', (text, position, message) => {
    expect(problemsOf(text)).toContainEqual({
      path: expect.any(Array),
      position,
      message: expect.stringContaining(message),
    });
  });

  it('refuses a bomb of aliases', () => {
    const levels = 'abcdefghij'
      .split('')
      .map((name, index, all) =>
        index === 0
          ? `${name}: &${name} [x,x,x,x,x,x,x,x,x]`
          : `${name}: &${name} [${`*${all[index - 1]},`.repeat(9)}]`,
      );
    expect(problemsOf(levels.join('\n'))[0].message).toContain(
      'an alias cannot be resolved',
    );
  });

  it.each([
    ['brackets', '['.repeat(100_000)],
    ['closed brackets', `${'['.repeat(2000)}${']'.repeat(2000)}`],
    ['lists', '- '.repeat(20_000)],
    ['mappings', `kind: Pipeline\na: ${'{a: '.repeat(100)}${'}'.repeat(100)}`],
  ])('refuses too deep %s', (_, text) => {
    expect(problemsOf(text)).not.toEqual([]);
  });

  it.each([
    ['broken lines', '  - }\n'.repeat(5000)],
    ['keys twice', '  a: 1\n'.repeat(5000)],
    [
      'unknown fields',
      `${PIPELINE}${Array.from(
        { length: 5000 },
        (__, at) => `  x${at}: 1\n`,
      ).join('')}`,
    ],
  ])('tells a hundred problems of a text that is nothing but %s', (_, text) => {
    const problems = problemsOf(text);
    expect(problems).toHaveLength(101);
    expect(problems[100].message).toMatch(
      /^there are \d+ more problems: mend these first$/,
    );
  });

  it('refuses 100,000 tasks by their number alone', () => {
    const tasks = Array.from({ length: 100_000 }, (_, at) => `{name: ${at}}`);
    const text = `apiVersion: mlops/v1\nkind: Pipeline\nmetadata: {name: a}\nspec: {project: p, tasks: [${tasks}]}`;
    expect(problemsOf(text).map(({ message }) => message)).toEqual([
      'spec.tasks is too large: the most is 2000 entries',
    ]);
  });

  it('refuses a text that is too long, unread', () => {
    expect(readDocuments('a: 1', { maxLength: 3 })).toEqual([
      {
        ok: false,
        line: 1,
        problems: [
          {
            path: [],
            message: 'the text is too long: the most is 3 characters',
            position: { line: 1, column: 1 },
          },
        ],
      },
    ]);
  });

  it('does not let a key become a prototype', () => {
    const [document] = readDocuments(
      `${PIPELINE}      parameters: { __proto__: { polluted: 1 } }\n`,
    );
    expect(document.ok).toBe(true);
    expect(Reflect.get({}, 'polluted')).toBeUndefined();
  });

  it('gives a value or a problem with a position for any text', () => {
    const text = fc.oneof(
      hostileText,
      fc
        .tuple(
          fc.nat({ max: PIPELINE.length }),
          fc.nat({ max: 30 }),
          hostileText,
        )
        .map(
          ([at, length, piece]) =>
            PIPELINE.slice(0, at) + piece + PIPELINE.slice(at + length),
        ),
    );
    fc.assert(
      fc.property(text, written => {
        const lines = written.split('\n').length;
        for (const { position, message } of problemsOf(written)) {
          expect(message).not.toBe('');
          expect(position?.line).toBeGreaterThanOrEqual(1);
          expect(position?.line).toBeLessThanOrEqual(lines);
          expect(position?.column).toBeGreaterThanOrEqual(1);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('readPipelineDocument', () => {
  it('reads exactly one pipeline', () => {
    expect(readPipelineDocument(PIPELINE)).toMatchObject({
      ok: true,
      value: { metadata: { name: 'digits' } },
    });
  });

  it.each([
    ['', 1, 'the text is empty'],
    [TEMPLATE, 1, 'a job template stands here'],
    [`${PIPELINE}---\n${PIPELINE}`, 12, 'there is a second document'],
  ])('refuses %j', (text, line, message) => {
    expect(readPipelineDocument(text)).toEqual({
      ok: false,
      problems: [
        {
          path: [],
          message: expect.stringContaining(message),
          position: { line, column: 1 },
        },
      ],
    });
  });
});
