import { axisTicks } from './axisTicks';

describe('axisTicks', () => {
  it('takes round numbers around the values', () => {
    expect(axisTicks(0, 0.93)).toEqual({
      from: 0,
      to: 1,
      ticks: [0, 0.25, 0.5, 0.75, 1],
    });
    expect(axisTicks(0.912, 0.968).ticks).toEqual([
      0.9, 0.92, 0.94, 0.96, 0.98,
    ]);
    expect(axisTicks(-30, 70).ticks).toEqual([-50, -25, 0, 25, 50, 75]);
  });

  it('has a height also where all values are the same', () => {
    for (const value of [0, 0.5, -7, 1e9]) {
      const { from, to } = axisTicks(value, value);
      expect(from).toBeLessThanOrEqual(value);
      expect(to).toBeGreaterThanOrEqual(value);
      expect(to).toBeGreaterThan(from);
    }
  });

  it('counts bytes in powers of two', () => {
    const MiB = 1_048_576;
    expect(axisTicks(0, 300 * MiB, { base: 2 }).ticks).toEqual(
      [0, 128, 256, 384].map(size => size * MiB),
    );
  });
});
