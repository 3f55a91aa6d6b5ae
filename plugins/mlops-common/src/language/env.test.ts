import fc from 'fast-check';
import { assertTotal } from '../__testUtils__/assertTotal';
import { INVISIBLE_SAMPLES } from '../__testUtils__/samples';
import { formatEnv, parseEnv } from './env';

const value = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc
      .array(
        fc.constantFrom(
          ...INVISIBLE_SAMPLES,
          '"',
          '\\',
          '=',
          '#',
          ' ',
          'a',
          '{{',
        ),
      )
      .map(pieces => pieces.join('')),
  )
  .filter(text => !text.includes('\0'));

const variables = fc.uniqueArray(
  fc.record({ name: fc.stringMatching(/^[A-Za-z_][A-Za-z0-9_]{0,9}$/), value }),
  { selector: ({ name }) => name },
);

describe('parseEnv', () => {
  it('reads lines as people paste them', () => {
    expect(
      parseEnv(
        '# comment\r\n\n  A=1\nB = x=y # not a comment \nC="two\\nlines"\nD=\nE=\'q\'',
      ),
    ).toEqual({
      ok: true,
      value: [
        { name: 'A', value: '1' },
        { name: 'B', value: 'x=y # not a comment' },
        { name: 'C', value: 'two\nlines' },
        { name: 'D', value: '' },
        { name: 'E', value: "'q'" },
      ],
    });
  });

  it.each([
    ['A=1\n A=2', 5, 'A is set twice'],
    ['A', 0, 'is not a variable'],
    ['1A=x', 0, 'is not the name of a variable'],
    ['A-B=x', 0, 'is not the name of a variable'],
    ['=x', 0, 'is not the name of a variable'],
    ['export A=x', 0, 'is not the name of a variable'],
    ['A="x', 2, 'must end with one'],
    ['A="x" y', 2, 'must end with one'],
    ['A="\\x"', 2, 'must end with one'],
    ['A=x\0y', 2, 'NUL'],
    ['A="\\u0000"', 2, 'NUL'],
  ])('refuses %j', (text, position, message) => {
    expect(parseEnv(text)).toEqual({
      ok: false,
      position,
      message: expect.stringContaining(message),
    });
  });

  it('reads what formatEnv writes, whatever is in the values', () => {
    fc.assert(
      fc.property(variables, written => {
        expect(parseEnv(formatEnv(written))).toEqual({
          ok: true,
          value: written,
        });
      }),
      { numRuns: 2000 },
    );
  });

  it('never throws and always says where', () => {
    expect(() => assertTotal(parseEnv)).not.toThrow();
  });
});
