import { plainText } from './plainText';

const ESC = '\u001b';

describe('plainText', () => {
  it.each([
    ['colours', `${ESC}[1;31mbad${ESC}[0m`, 'bad'],
    ['the states of a progress bar before the last', '1%\r2%\r3%\n', '3%\n'],
    ['the return before a line feed', 'a\r\nb\r\r\n', 'a\nb\n'],
    ['a title', `${ESC}]0;owned\u0007a`, 'a'],
    ['a title that never ends, up to the line', `${ESC}]0;owned\na`, '\na'],
    ['links', `${ESC}]8;;javascript:alert(1)${ESC}\\a${ESC}]8;;${ESC}\\`, 'a'],
    ['device control, and what it carries', `${ESC}Pq#0;2${ESC}\\a`, 'a'],
    ['what a C1 control begins', '\u009b31ma', '31ma'],
    ['reversed reading', 'a\u202eb', 'ab'],
  ])('takes away %s', (_, text, plain) => {
    expect(plainText(text)).toBe(plain);
  });

  it('reads many lines as it reads each of them', () => {
    const lines = [
      `${ESC}]8;;x`,
      'a\rb',
      '',
      `\u0000${ESC}[31mc`,
      `${ESC}[`,
      'd\u0007',
      '\r',
    ];
    expect(plainText(lines.join('\n'))).toBe(lines.map(plainText).join('\n'));
  });
});
