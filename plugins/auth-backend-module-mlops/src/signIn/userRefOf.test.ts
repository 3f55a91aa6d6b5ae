import { naming, userRefOf } from './userRefOf';

const how = (options: object = {}) => naming.parse(options);

describe('userRefOf', () => {
  it('takes names as they are', () => {
    expect(userRefOf('alice', how())).toBe('user:default/alice');
    expect(userRefOf('a.smith-2_x', how())).toBe('user:default/a.smith-2_x');
  });

  it.each([
    'Alice',
    'alice ',
    ' alice',
    'аlice',
    'alice/../bob',
    'user:default/root',
    'alice\u0000',
    'ＡＬＩＣＥ',
    '',
    '.',
    'x'.repeat(64),
    undefined,
    null,
    7,
    ['alice'],
  ])('refuses %j, which could be read as somebody else', given => {
    expect(() => userRefOf(given, how())).toThrow();
  });

  it('takes addresses of domains that an operator named, and of no others', () => {
    const corp = how({ domains: ['corp.example'] });
    expect(userRefOf('alice@corp.example', corp)).toBe('user:default/alice');
    for (const other of [
      'alice@evil.example',
      'alice@corp.example.evil.example',
      'alice@corp.example@evil.example',
      'alice@evil.example@corp.example',
      'alice@',
    ]) {
      expect(() => userRefOf(other, corp)).toThrow();
    }
    expect(() => userRefOf('alice@corp.example', how())).toThrow('domains');
  });

  it('ignores capitals only where the provider does', () => {
    expect(userRefOf('Alice', how({ ignoreCase: true }))).toBe(
      'user:default/alice',
    );
  });
});
