import { formatDuration } from './formatDuration';

describe('formatDuration', () => {
  it.each([
    [0, '0.0 s'],
    [430, '0.4 s'],
    [42_000, '42 s'],
    [83_000, '1 m 23 s'],
    [7_500_000, '2 h 5 m'],
    [273_600_000, '3 d 4 h'],
  ])('says %d ms as %s', (milliseconds, said) => {
    expect(formatDuration(milliseconds)).toBe(said);
  });
});
