import fc from 'fast-check';
import { formatFrame, FrameReader, type Frame } from './frames';

describe('frames', () => {
  it('are read as they were written, however the bytes are cut', () => {
    const frame = fc.record({
      kind: fc.constantFrom('i', 'd', 'r'),
      bytes: fc.uint8Array({ maxLength: 20 }),
    });
    fc.assert(
      fc.property(
        fc.array(frame),
        fc.integer({ min: 1, max: 9 }),
        (all, by) => {
          const sent = Buffer.concat(
            all.map(({ kind, bytes }) => formatFrame(kind, bytes)),
          );
          const reader = new FrameReader();
          const read: Frame[] = [];
          for (let at = 0; at < sent.length; at += by) {
            read.push(...reader.push(sent.subarray(at, at + by)));
          }
          expect(read).toEqual(
            all.map(({ kind, bytes }) => ({ kind, bytes: Buffer.from(bytes) })),
          );
        },
      ),
    );
  });

  it('are refused when they claim to be longer than any can be', () => {
    expect(() =>
      new FrameReader().push(Buffer.from([0x64, 0xff, 0, 0, 0])),
    ).toThrow('too long');
  });
});
