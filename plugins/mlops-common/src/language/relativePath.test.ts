import fc from 'fast-check';
import { posix } from 'node:path';
import { hostileText } from '../__testUtils__/arbitraries';
import { assertTotal } from '../__testUtils__/assertTotal';
import { parseRelativePath } from './relativePath';

describe('parseRelativePath', () => {
  it.each([
    ['/etc/passwd', 0, 'must be relative'],
    ['../x', 0, '"../x" must not hold ".."'],
    ['a/../../x', 2, 'must not hold ".."'],
    ['a\\..\\x', 1, 'must be written with "/"'],
    ['.', 0, 'must name a file or folder'],
    ['', 0, 'must name a file or folder'],
    ['a\0', 1, 'invisible'],
  ])('refuses %j', (text, position, message) => {
    expect(parseRelativePath(text)).toEqual({
      ok: false,
      position,
      message: expect.stringContaining(message),
    });
  });

  it('gives nothing that leads out of the folder', () => {
    fc.assert(
      fc.property(hostileText, text => {
        const path = parseRelativePath(text);
        if (!path.ok) return;
        expect(posix.join('/work', path.value)).toMatch(/^\/work\/./);
        expect(posix.normalize(path.value)).toBe(path.value);
      }),
      { numRuns: 2000 },
    );
  });

  it('never throws and always says where', () => {
    expect(() => assertTotal(parseRelativePath)).not.toThrow();
  });
});
