import fc from 'fast-check';
import { spread } from './spread';

describe('spread', () => {
  it('leaves everything where it should be if there is room', () => {
    expect(spread([0, 50, 200], [1, 1, 1], () => 10)).toEqual([0, 50, 200]);
  });

  it('shares what is missing by weight', () => {
    expect(spread([0, 0], [1, 1], () => 10)).toEqual([-5, 5]);
    expect(spread([0, 0], [9, 1], () => 10)).toEqual([-1, 9]);
  });

  it('keeps order and distance', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer(), fc.integer({ min: 1, max: 9 })), {
          minLength: 1,
        }),
        wishes => {
          const places = spread(
            wishes.map(([wish]) => wish),
            wishes.map(([, weight]) => weight),
            () => 7,
          );
          places.slice(1).forEach((place, at) => {
            // Wishes can be two thousand millions, of which a double keeps six digits behind the point.
            expect(place - places[at]).toBeGreaterThan(7 - 1e-5);
          });
        },
      ),
    );
  });
});
