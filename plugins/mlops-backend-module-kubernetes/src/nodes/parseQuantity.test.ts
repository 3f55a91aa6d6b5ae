import fc from 'fast-check';
import { parseQuantity } from './parseQuantity';

describe('parseQuantity', () => {
  it.each([
    ['0', 0],
    ['1', 1],
    ['+1', 1],
    ['1.', 1],
    ['.5', 1],
    ['2e3', 2_000],
    ['2E3', 2_000],
    ['1.5e3', 1_500],
    ['1k', 1_000],
    ['1Ki', 1_024],
    ['1.5Gi', 1.5 * 2 ** 30],
    ['64Gi', 64 * 2 ** 30],
    ['1E', 1e18],
    ['1Ei', 2 ** 60],
    ['129e6', 129_000_000],
    ['0.1Ki', 103],
    ['1234567n', 1],
  ])('reads %s as %d', (text, amount) => {
    expect(parseQuantity(text)).toBe(amount);
  });

  it.each([
    ['100m', 100],
    ['1', 1_000],
    ['1.5', 1_500],
    ['0.1', 100],
    ['2e3', 2_000_000],
    ['1u', 1],
    ['250000000n', 250],
    ['7910m', 7_910],
  ])('reads %s as %d thousandths', (text, amount) => {
    expect(parseQuantity(text, 1000)).toBe(amount);
  });

  it.each([undefined, '', '.', 'm', '-1', '1 Gi', '1gi', '1e', '1Kim', 'NaN'])(
    'takes %p for no amount',
    text => {
      expect(parseQuantity(text)).toBeUndefined();
    },
  );

  it('never throws, and reads what it writes', () => {
    fc.assert(
      fc.property(fc.string(), text => {
        parseQuantity(text);
      }),
    );
    fc.assert(
      fc.property(fc.nat(), amount => {
        expect(parseQuantity(`${amount}m`, 1000)).toBe(amount);
      }),
    );
  });
});
