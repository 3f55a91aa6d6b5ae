import { extendRange, formatLineRange, parseLineRange } from './lineRange';

describe('lineRange', () => {
  it.each([
    ['#L5', { first: 5, last: 5 }, '#L5'],
    ['#L5-L9', { first: 5, last: 9 }, '#L5-L9'],
    ['#L9-5', { first: 5, last: 9 }, '#L5-L9'],
  ])('reads %s and writes what reads the same', (hash, range, written) => {
    expect(parseLineRange(hash)).toEqual(range);
    expect(formatLineRange(range)).toBe(written);
    expect(parseLineRange(written)).toEqual(range);
  });

  it.each([
    '',
    '#',
    '#L',
    '#L0',
    '#L-1',
    '#L1.5',
    '#L9999999999',
    '#x',
    '#L1-',
  ])('takes %j for no link', hash => {
    expect(parseLineRange(hash)).toBeNull();
  });

  it('extends both ways, and begins anew without Shift', () => {
    const before = { first: 5, last: 9 };
    expect(extendRange(before, 20, true)).toEqual({ first: 5, last: 20 });
    expect(extendRange(before, 7, true)).toEqual({ first: 5, last: 7 });
    expect(extendRange(before, 2, true)).toEqual({ first: 2, last: 9 });
    expect(extendRange(before, 2, false)).toEqual({ first: 2, last: 2 });
    expect(extendRange(null, 2, true)).toEqual({ first: 2, last: 2 });
  });
});
