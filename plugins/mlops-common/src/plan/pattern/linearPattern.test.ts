import fc from 'fast-check';
import { linearPattern } from './linearPattern';

const piece = fc.constantFrom(
  'a',
  'b',
  'ab',
  '[ab]',
  '[^a]',
  '\\d',
  '.',
  '\\u0061',
  '1',
);
const { pattern } = fc.letrec<{ pattern: string }>(tie => ({
  pattern: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    piece,
    fc.tuple(tie('pattern'), tie('pattern')).map(parts => parts.join('')),
    fc.tuple(tie('pattern'), tie('pattern')).map(([a, b]) => `(?:${a}|${b})`),
    fc
      .tuple(
        tie('pattern'),
        fc.constantFrom('*', '+', '?', '{2}', '{0,2}', '{1,}', '*?'),
      )
      .map(([inside, quantifier]) => `(${inside})${quantifier}`),
  ),
}));

describe('linearPattern', () => {
  it('agrees with the built-in engine', () => {
    fc.assert(
      fc.property(
        pattern,
        fc.constantFrom('', '^', '$', '^$'),
        fc.array(fc.constantFrom('a', 'b', '1', '\n', '😀'), { maxLength: 8 }),
        (inside, anchors, characters) => {
          const written = `${anchors.startsWith('^') ? '^' : ''}(?:${inside})${
            anchors.endsWith('$') ? '$' : ''
          }`;
          const text = characters.join('');
          expect(linearPattern(written).test(text)).toBe(
            new RegExp(written, 'u').test(text),
          );
        },
      ),
      { numRuns: 2000 },
    );
  });

  it.each([
    ['^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$', 'digits-train', true],
    ['^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$', 'digits-', false],
    ['^\\p{Lu}\\p{L}*$', 'Äpfel', true],
    ['^\\u{1F600}$', '😀', true],
    ['^\\ud83d\\ude00$', '😀', true],
    ['^[\\]a]+$', ']a]', true],
    ['', 'anything', true],
    ['a|^$', '', true],
    ['^(?<year>\\d{4})-\\d\\d$', '2026-11', true],
  ])('%s on "%s" is %s', (written, text, expected) => {
    expect(linearPattern(written).test(text)).toBe(expected);
  });

  it('answers at once where the built-in engine would take longer than anybody waits', () => {
    const started = performance.now();
    expect(linearPattern('^(a+)+$').test(`${'a'.repeat(5000)}b`)).toBe(false);
    expect(linearPattern('^(a|a)*$').test(`${'a'.repeat(5000)}b`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(2000);
  });

  it.each([
    '(a)\\1',
    '(?=a)',
    '(?<!a)b',
    '\\bword',
    '(',
    'a{1000}{1000}',
    '(?:(?:(?:){9999}){9999}){9999}',
  ])('refuses %s', written => {
    expect(() => linearPattern(written)).toThrow(SyntaxError);
  });

  it('refuses a pattern that nobody can read', () => {
    expect(() => linearPattern('a'.repeat(1001))).toThrow('1000 characters');
  });
});
