import { aCompileInput, aTask, aTemplate } from '../__testUtils__/compileInput';
import { problemsOf } from '../__testUtils__/compiled';
import { compile } from './compile';

describe('templates of tasks', () => {
  it.each([
    [
      aTask({ template: 'tol' }),
      ['tasks', 0, 'template'],
      'there is no template "tol": templates that can be used are other, tool',
    ],
    [
      aTask({ version: '3' }),
      ['tasks', 0, 'version'],
      'has no version "3": versions of "tool" that can be used are 1.0.0',
    ],
    [
      aTask({ version: '2.0.0' }),
      ['tasks', 0, 'version'],
      'version "2.0.0" of template "tool" is not released and cannot be used: versions of "tool" that can be used are 1.0.0',
    ],
    [aTask({ version: '0.9.0' }), ['tasks', 0, 'version'], 'is retired'],
    [aTask({ version: '0.8.0' }), ['tasks', 0, 'version'], 'was removed'],
    [
      aTask({ template: 'hidden' }),
      ['tasks', 0, 'version'],
      'is not released and cannot be used: no versions of "hidden" can be used',
    ],
  ])('are refused by name: %j', (task, path, message) => {
    const templates = [
      aTemplate(),
      aTemplate({ version: '2.0.0', stage: 'draft' }),
      aTemplate({ version: '0.9.0', stage: 'retired' }),
      aTemplate({ version: '0.8.0' }, { archived: true }),
      aTemplate({}, { name: 'other' }),
      aTemplate({ stage: 'draft' }, { name: 'hidden' }),
    ];
    expect(problemsOf({ spec: { tasks: [task] }, templates })).toEqual([
      { path, message: expect.stringContaining(message) },
    ]);
  });

  it('must fit the engine', () => {
    expect(
      problemsOf({ templates: [aTemplate({ local: undefined })] }),
    ).toEqual([
      {
        path: ['tasks', 0, 'template'],
        message: expect.stringContaining('it has no "local" section'),
      },
    ]);
    expect(
      problemsOf({
        images: true,
        templates: [aTemplate({ image: undefined })],
      }),
    ).toEqual([
      {
        path: ['tasks', 0, 'template'],
        message: expect.stringContaining('it has no "image"'),
      },
    ]);
  });

  it('are refused where an older portal stored what is no longer understood', () => {
    const template = aTemplate();
    const spec = { ...template.spec, image: 3 };
    const input = aCompileInput();
    const plan = compile({
      ...input,
      templates: [{ ...template, spec: spec as never }],
    });
    expect(plan).toEqual({
      ok: false,
      problems: [
        {
          path: ['tasks', 0, 'template'],
          message: 'template "tool" 1.0.0: image must be text, not a number',
        },
      ],
    });
  });

  it.each(['a b', '-x', 'x\n', '$(id)'])('refuse %j as an image', image => {
    expect(
      problemsOf({ images: true, templates: [aTemplate({ image })] })[0]
        .message,
    ).toContain('is not the name of an image');
  });
});
