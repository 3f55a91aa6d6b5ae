import { frameDocument } from './frameDocument';
import { outputKind } from './outputKind';
import { outputOrder } from './outputOrder';
import { parseTable } from './parseTable';
import { prettyJson } from './prettyJson';

describe('outputKind', () => {
  it.each([
    ['matrix.png', 'image/png', 'picture'],
    ['photo.jpg', 'image/jpeg', 'picture'],
    ['drawing.svg', 'image/svg+xml', 'page'],
    ['report.html', 'text/html; charset=utf-8', 'page'],
    ['scores.csv', 'text/csv', 'table'],
    ['scores.csv', 'application/octet-stream', 'table'],
    ['scores.json', 'application/json', 'json'],
    ['notes.md', 'text/markdown', 'text'],
    ['config.yaml', 'application/octet-stream', 'text'],
    ['model.bin', 'application/octet-stream', 'file'],
    ['page.png', 'text/html', 'page'],
  ])('shows %s of %s as %s', (path, mediaType, kind) => {
    expect(outputKind({ path, mediaType, size: 10 })).toBe(kind);
  });

  it('only offers what is too large for the page', () => {
    const entry = { path: 'a.png', mediaType: 'image/png', size: 1e9 };
    expect(outputKind(entry)).toBe('file');
  });
});

describe('outputOrder', () => {
  it('puts first what people look at, and last what they see elsewhere too', () => {
    const paths = [
      ['metrics.json', 'application/json'],
      ['columns.csv', 'text/csv'],
      ['model.joblib', 'application/octet-stream'],
      ['report.html', 'text/html'],
      ['z.png', 'image/png'],
      ['a.png', 'image/png'],
    ] as const;
    const sorted = paths
      .map(([path, mediaType]) => ({ path, mediaType, size: 10 }))
      .sort(outputOrder);
    expect(sorted.map(({ path }) => path)).toEqual([
      'a.png',
      'z.png',
      'report.html',
      'columns.csv',
      'model.joblib',
      'metrics.json',
    ]);
  });
});

describe('parseTable', () => {
  it('reads quotes, line breaks and doubled quotes', () => {
    expect(parseTable('name,note\r\na,"x, ""y""\nz"\r\nb,\n', ',', 10)).toEqual(
      {
        head: ['name', 'note'],
        rows: [
          ['a', 'x, "y"\nz'],
          ['b', ''],
        ],
        cut: false,
      },
    );
  });

  it('stops after the rows it shows', () => {
    const text = `n\n${Array.from({ length: 50 }, (_, i) => i).join('\n')}`;
    const { rows, cut } = parseTable(text, ',', 10);
    expect(rows).toHaveLength(10);
    expect(cut).toBe(true);
  });

  it('gives an empty table for an empty file', () => {
    expect(parseTable('', ',', 10)).toEqual({ head: [], rows: [], cut: false });
  });
});

describe('prettyJson', () => {
  it('sets JSON out and leaves other text alone', () => {
    expect(prettyJson('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}');
    expect(prettyJson('{"a":NaN}')).toBe('{"a":NaN}');
  });
});

describe('frameDocument', () => {
  it('puts the policy in front of anything the page can say', () => {
    const html = frameDocument('<script>alert(1)</script>', 'light');
    expect(html.indexOf('Content-Security-Policy')).toBeLessThan(
      html.indexOf('<script>'),
    );
    expect(html).toContain("default-src 'none'");
  });

  it('brings the theme of the portal to pages that know light and dark, and to no other', () => {
    const scheme = '<meta name="color-scheme" content="dark">';
    const adapts = '<meta name="color-scheme" content="light dark">';
    const html = frameDocument(`<head>${adapts}</head>`, 'dark');
    expect(html.indexOf(scheme)).toBeGreaterThan(0);
    expect(html.indexOf(scheme)).toBeLessThan(html.indexOf(adapts));
    expect(frameDocument('<p>black on white</p>', 'dark')).not.toContain(
      scheme,
    );
  });
});
