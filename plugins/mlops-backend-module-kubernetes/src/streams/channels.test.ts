import fc from 'fast-check';
import { readMessage, writeMessages } from './channels';

describe('channels of a WebSocket', () => {
  it('carry every byte, in pieces that are not too large', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 255 }),
        fc.uint8Array({ maxLength: 100_000 }),
        (channel, bytes) => {
          const messages = writeMessages(channel, bytes);
          const read = messages.map(message => readMessage(message));
          expect(
            Math.max(0, ...messages.map(({ length }) => length)),
          ).toBeLessThan(40_000);
          expect(read.every(one => one?.channel === channel)).toBe(true);
          const whole = Buffer.concat(
            read.map(one => one?.bytes ?? Buffer.of()),
          );
          expect(whole.equals(bytes)).toBe(true);
        },
      ),
      { numRuns: 50 },
    );
  });

  it('know an empty message for one of no channel', () => {
    expect(readMessage(Buffer.of())).toBeUndefined();
    expect(writeMessages(0, Buffer.of())).toEqual([]);
  });
});
