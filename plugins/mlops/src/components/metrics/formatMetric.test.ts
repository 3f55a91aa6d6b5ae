import { formatMetric } from './formatMetric';

describe('formatMetric', () => {
  it.each([
    [3, '3'],
    [12345, '12,345'],
    [0.976543, '0.9765'],
    [12.34567, '12.3457'],
    [0.0000123, '1.23E-5'],
    [0, '0'],
  ])('writes %d as %s', (value, text) => {
    expect(formatMetric(value, 'en')).toBe(text);
  });
});
