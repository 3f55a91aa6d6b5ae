import { isAsWanted } from './isAsWanted';
import { pullSecretObject } from './pullSecretObject';

describe('isAsWanted', () => {
  it('holds for what has all that is wanted, and more', () => {
    const known = { a: { b: [1, { c: 2 }] }, uid: 'x' };
    expect(isAsWanted(known, { a: { b: [1, { c: 2 }] } })).toBe(true);
    expect(isAsWanted({ ...known, z: 1 }, { a: {} })).toBe(true);
  });

  it.each([
    [{ a: 1 }, { a: 2 }],
    [{}, { a: 1 }],
    [{ a: [1, 2] }, { a: [1] }],
    [{ a: { b: 1 } }, { a: 1 }],
    [undefined, {}],
    [{ a: null }, { a: { b: 1 } }],
  ])('does not hold for %j where %j is wanted', (known, wanted) => {
    expect(isAsWanted(known, wanted)).toBe(false);
  });

  it('compares the text of a secret with what the cluster tells of it', () => {
    const secret = (password: string) =>
      pullSecretObject('n', 'i', {
        name: 'team',
        registry: 'registry.example',
        username: 'reader',
        password,
      });
    const { stringData, ...rest } = secret('old');
    const [[key, text]] = Object.entries(stringData as Record<string, string>);
    const data = { [key]: Buffer.from(text).toString('base64') };
    expect(isAsWanted({ ...rest, data }, secret('old'))).toBe(true);
    expect(isAsWanted({ ...rest, data }, secret('new'))).toBe(false);
    expect(isAsWanted(rest, secret('old'))).toBe(false);
  });
});
