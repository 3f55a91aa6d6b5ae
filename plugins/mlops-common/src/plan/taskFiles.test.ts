import { aTemplate } from '../__testUtils__/compileInput';
import { problemsOf, taskOf } from '../__testUtils__/compiled';

describe('files', () => {
  const files = (...written: Array<{ path: string; mode?: string }>) => ({
    templates: [
      aTemplate({ files: written.map(file => ({ content: 'x', ...file })) }),
    ],
  });

  it('travel with normalised path and mode', () => {
    expect(
      taskOf(files({ path: './src//a.py' }, { path: 'b', mode: '755' })).files,
    ).toEqual([
      { path: 'src/a.py', mode: '0644', content: 'x' },
      { path: 'b', mode: '0755', content: 'x' },
    ]);
  });

  it.each([
    [files({ path: '../a' }), 'must not hold ".."'],
    [files({ path: '/etc/a' }), 'must be relative'],
    [files({ path: 'a\\b' }), 'must be written with "/"'],
    [files({ path: 'a' }, { path: './a' }), '"a" is there twice'],
    [
      files({ path: 'a' }, { path: 'a/b' }),
      '"a" cannot be a file and the folder of "a/b"',
    ],
  ])('refuse %j', (parts, message) => {
    expect(problemsOf(parts)).toEqual([
      {
        path: ['tasks', 0, 'template'],
        message: expect.stringContaining(message),
      },
    ]);
  });
});
