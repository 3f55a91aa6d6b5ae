import fc from 'fast-check';
import { firstDifference } from './firstDifference';

async function* cut(text: string, size: number): AsyncIterable<Uint8Array> {
  for (let at = 0; at < text.length; at += size) {
    yield Buffer.from(text.slice(at, at + size));
  }
}

describe('firstDifference', () => {
  it('finds it, however the streams are cut', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 20 });
    const size = fc.integer({ min: 1, max: 9 });
    await fc.assert(
      fc.asyncProperty(
        text,
        text,
        text,
        size,
        size,
        async (begin, a, b, m, n) => {
          const [one, other] = [begin + a, begin + b];
          let wanted = 0;
          while (wanted < one.length && one[wanted] === other[wanted])
            wanted += 1;
          expect(await firstDifference(cut(one, m), cut(other, n))).toBe(
            wanted,
          );
        },
      ),
    );
  });
});
