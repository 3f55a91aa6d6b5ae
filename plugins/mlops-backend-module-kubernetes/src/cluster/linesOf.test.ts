import fc from 'fast-check';
import { linesOf } from './linesOf';

async function* pieces(bytes: Buffer, size: number) {
  for (let at = 0; at < bytes.length; at += size) {
    yield bytes.subarray(at, at + size);
  }
}

describe('linesOf', () => {
  it('gives the same lines however the bytes come', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'grapheme', minLength: 1 })),
        fc.integer({ min: 1, max: 9 }),
        async (written, size) => {
          const lines = written
            .map(line => line.replace(/\n/g, ''))
            .filter(line => line !== '');
          const read: string[] = [];
          const bytes = Buffer.from(lines.map(line => `${line}\n`).join(''));
          for await (const line of linesOf(pieces(bytes, size))) {
            read.push(line);
          }
          expect(read).toEqual(lines);
        },
      ),
    );
  });
});
