import fc from 'fast-check';
import {
  chainOf,
  endOf,
  mergeable,
  parsePieceName,
  pieceName,
  type LogPiece,
} from './LogPiece';

const piece = fc.record({
  offset: fc.nat({ max: 30 }),
  size: fc.integer({ min: 1, max: 10 }),
});

describe('chainOf', () => {
  it('covers from the beginning all bytes before the first that no piece has, and each piece goes on', () => {
    fc.assert(
      fc.property(fc.array(piece), pieces => {
        const has = (byte: number) =>
          pieces.some(one => one.offset <= byte && byte < endOf(one));
        let wanted = 0;
        while (has(wanted)) wanted += 1;
        let end = 0;
        for (const one of chainOf(pieces)) {
          expect(one.offset).toBeLessThanOrEqual(end);
          expect(endOf(one)).toBeGreaterThan(end);
          end = endOf(one);
        }
        expect(end).toBe(wanted);
      }),
    );
  });
});

describe('pieceName', () => {
  it('sorts as the offsets do, and can be read again', () => {
    const names = [9, 10, 1e9, 123_456_789_012].map(offset =>
      pieceName({ offset, size: 7 }),
    );
    expect([...names].sort()).toEqual(names);
    expect(names.map(parsePieceName)[2]).toEqual({ offset: 1e9, size: 7 });
    expect(parsePieceName('main.log')).toBeUndefined();
  });
});

describe('mergeable', () => {
  it('keeps the pieces of a log of any length few, and writes no byte often', () => {
    for (const size of [1, 1_000, 100_000, 600_000]) {
      let pieces: LogPiece[] = [];
      let offset = 0;
      let written = 0;
      for (let i = 0; i < 5_000; i += 1) {
        pieces.push({ offset, size });
        offset += size;
        const merged = mergeable(pieces);
        const [first] = merged;
        if (!first) continue;
        pieces = pieces.slice(0, -merged.length);
        pieces.push({ offset: first.offset, size: offset - first.offset });
        written += offset - first.offset;
      }
      expect(chainOf(pieces)).toEqual(pieces);
      expect(pieces.length).toBeLessThanOrEqual(65 + offset / (512 * 1024));
      expect(written).toBeLessThanOrEqual(80 * offset);
    }
  });
});
