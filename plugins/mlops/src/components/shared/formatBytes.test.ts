import { formatBytes } from './formatBytes';

describe('formatBytes', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1536, '1.5 KiB'],
    [20 * 2 ** 20, '20 MiB'],
    [3.2 * 2 ** 30, '3.2 GiB'],
  ])('says %d as %s', (bytes, said) => {
    expect(formatBytes(bytes)).toBe(said);
  });
});
