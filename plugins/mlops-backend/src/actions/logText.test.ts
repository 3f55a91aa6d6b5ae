import fc from 'fast-check';
import { logText } from './logText';

describe('logText', () => {
  it('puts together a log of any characters from parts of any size', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.integer({ min: 4, max: 9 }),
        (log, limit) => {
          const bytes = new TextEncoder().encode(log);
          let text = '';
          for (let at = 0; at < bytes.length; ) {
            const part = logText(bytes.subarray(at, at + limit), at);
            expect(part.offset).toBe(at);
            expect(part.nextOffset).toBeGreaterThan(at);
            text += part.text;
            at = part.nextOffset;
          }
          expect(text).toBe(log);
        },
      ),
    );
  });

  it('begins with a whole character wherever it is entered', () => {
    const bytes = new TextEncoder().encode('日志');
    expect(logText(bytes.subarray(1), 1)).toEqual({
      text: '志',
      offset: 3,
      nextOffset: 6,
    });
  });
});
