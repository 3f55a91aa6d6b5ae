import fc from 'fast-check';
import type { Parsed } from '../language/Parsed';
import { hostileText } from './arbitraries';

/** Any text gives a value, or a message and a position within the text; never a throw. */
export function expectTotal(parse: (text: string) => Parsed<unknown>) {
  fc.assert(
    fc.property(hostileText, text => {
      const result = parse(text);
      if (result.ok) return;
      expect(result.message).not.toBe('');
      expect(Number.isInteger(result.position)).toBe(true);
      expect(result.position).toBeGreaterThanOrEqual(0);
      expect(result.position).toBeLessThanOrEqual(text.length);
    }),
    { numRuns: 2000 },
  );
}
