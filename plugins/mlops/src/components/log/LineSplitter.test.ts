import { LineSplitter } from './LineSplitter';

function split(pieces: string[], longest?: number) {
  const splitter = new LineSplitter(longest);
  const lines: string[] = [];
  let partial = '';
  for (const piece of pieces) {
    const result = splitter.push(piece);
    lines.push(...result.lines);
    partial = result.partial;
  }
  return { lines, partial };
}

/** Every way to cut a text once, and into single characters. */
function cuts(text: string): string[][] {
  const once = Array.from({ length: text.length + 1 }, (_, at) => [
    text.slice(0, at),
    text.slice(at),
  ]);
  return [...once, [...text]];
}

describe('LineSplitter', () => {
  it.each([
    ['one\ntwo\nthr', ['one', 'two'], 'thr'],
    ['windows\r\nlines\r\n', ['windows', 'lines'], ''],
    ['10%\r20%\r30%\ndone\n', ['30%', 'done'], ''],
    ['10%\r20%\r', [], '20%'],
    ['\n\n', ['', ''], ''],
    ['a\r\r\nb', ['a'], 'b'],
  ])('reads %j the same however it is cut', (text, lines, partial) => {
    for (const pieces of cuts(text)) {
      expect(split(pieces)).toEqual({ lines, partial });
    }
  });

  it('leaves out the middle of a line that never ends, so that memory stays bounded', () => {
    const { lines, partial } = split(
      ['a'.repeat(30), 'b'.repeat(30), 'c'.repeat(30), '\nnext'],
      40,
    );
    expect(lines).toEqual([`${'a'.repeat(10)} ⋯ ${'c'.repeat(10)}`]);
    expect(partial).toBe('next');
  });
});
