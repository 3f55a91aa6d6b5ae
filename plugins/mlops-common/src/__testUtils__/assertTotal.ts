import fc from 'fast-check';
import type { Parsed } from '../language/Parsed';
import { hostileText } from './arbitraries';

/**
 * Any text gives a value, or a message and a position within the text.
 *
 * @throws with the shortest text that breaks the promise
 */
export function assertTotal(parse: (text: string) => Parsed<unknown>) {
  fc.assert(
    fc.property(hostileText, text => {
      const result = parse(text);
      return (
        result.ok ||
        (result.message !== '' &&
          Number.isInteger(result.position) &&
          result.position >= 0 &&
          result.position <= text.length)
      );
    }),
    { numRuns: 2000 },
  );
}
