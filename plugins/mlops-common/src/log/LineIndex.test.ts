import { LineIndex } from './LineIndex';

const KIB = 1024;
const bytes = (text: string) => new TextEncoder().encode(text);

function indexOf(log: Uint8Array, piece = log.length || 1): LineIndex {
  const index = new LineIndex();
  for (let at = 0; at < log.length; at += piece) {
    index.push(log.subarray(at, at + piece));
  }
  return index;
}

/** Lines of many lengths, among them none, and ones longer than the distance of marks. */
const varied = bytes(
  [
    ...Array.from({ length: 4_000 }, (_, i) => 'x'.repeat((i * 37) % 211)),
    'y'.repeat(200 * KIB),
    '',
    'z'.repeat(70 * KIB),
    ...Array.from({ length: 3_000 }, (_, i) => `größe ${i}`),
    'w'.repeat(90 * KIB),
  ].join('\n'),
);

describe('LineIndex', () => {
  it('counts lines as their line feeds say', () => {
    for (const [text, lines] of [
      ['', 0],
      ['a', 1],
      ['a\n', 1],
      ['\n', 1],
      ['a\r\nb\rc', 2],
      ['a\n\nb', 3],
    ] as const) {
      expect([text, indexOf(bytes(text)).lines]).toEqual([text, lines]);
    }
  });

  it.each([1, 7, 4 * KIB, 64 * KIB, 300 * KIB])(
    'makes the same marks of pieces of %i bytes',
    piece => {
      const whole = indexOf(varied);
      const pieced = indexOf(varied, piece);
      expect(pieced.marks).toEqual(whole.marks);
      expect(pieced.lines).toBe(whole.lines);
      expect(pieced.lineStart).toBe(whole.lineStart);
    },
  );

  it('puts marks where lines begin, and knows their numbers', () => {
    const { marks } = indexOf(varied);
    expect(marks.length).toBeGreaterThan(8);
    for (const { line, offset } of marks) {
      const before = varied.subarray(0, offset);
      expect(before.filter(byte => byte === 10)).toHaveLength(line);
      expect(offset === 0 || before[offset - 1] === 10).toBe(true);
    }
  });

  it('leaves stretches that are short, or one long line', () => {
    const { marks, size } = indexOf(varied);
    const long = marks
      .map(({ offset }, at) =>
        varied.subarray(offset, marks[at + 1]?.offset ?? size),
      )
      .filter(stretch => stretch.length > 128 * KIB);
    expect(long.map(stretch => stretch.length - 1)).toEqual([200 * KIB]);
    expect(long[0].indexOf(10)).toBe(200 * KIB);
  });

  it('goes on from a state that was handed on', () => {
    const first = indexOf(varied.subarray(0, 333_333));
    const { size, breaks, lineStart, marks } = first;
    const next = new LineIndex(
      JSON.parse(JSON.stringify({ size, breaks, lineStart, marks })),
    );
    next.push(varied.subarray(333_333));
    expect(next.marks).toEqual(indexOf(varied).marks);
    expect(next.lines).toBe(indexOf(varied).lines);
  });

  it('finds the stretch of a line and of a byte', () => {
    const index = indexOf(varied);
    for (const [at, { line, offset }] of index.marks.entries()) {
      expect(index.marks[index.stretchOfLine(line)].line).toBe(line);
      expect(index.stretchOfOffset(offset)).toBe(at);
      expect(index.stretchOfOffset(Math.max(0, offset - 1))).toBe(
        Math.max(0, at - 1),
      );
    }
    expect(index.stretchOfLine(0)).toBe(0);
    expect(index.stretchOfLine(1e9)).toBe(index.marks.length - 1);
  });
});
