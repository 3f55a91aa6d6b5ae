import fc from 'fast-check';
import { countCrossings } from './countCrossings';

describe('countCrossings', () => {
  it('counts what comparing every two arrows counts', () => {
    const edges = fc.uniqueArray(fc.tuple(fc.nat(9), fc.nat(9)), {
      selector: String,
    });
    fc.assert(
      fc.property(edges, pairs => {
        const upper = Array.from({ length: 10 }, (_, slot) => slot);
        const after = upper.map(slot =>
          pairs.filter(([from]) => from === slot).map(([, to]) => 10 + to),
        );
        const layers = [upper, upper.map(slot => slot + 10)];
        const place = Int32Array.from([...upper, ...upper]);
        const crossing = pairs.flatMap(([a, b], at) =>
          pairs.slice(at + 1).filter(([c, d]) => (a - c) * (b - d) < 0),
        );
        expect(countCrossings({ layers, after }, 0, place)).toBe(
          crossing.length,
        );
      }),
    );
  });
});
