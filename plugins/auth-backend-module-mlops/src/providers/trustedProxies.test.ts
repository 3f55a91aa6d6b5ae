import { trustedProxies } from './trustedProxies';

describe('trustedProxies', () => {
  it('knows addresses and networks, also of version 4 in version 6', () => {
    const isTrusted = trustedProxies(['10.1.0.0/16', '192.0.2.7', 'fd00::/8']);
    for (const address of [
      '10.1.2.3',
      '::ffff:10.1.2.3',
      '192.0.2.7',
      'fd12::1',
    ]) {
      expect([address, isTrusted(address)]).toEqual([address, true]);
    }
    for (const address of ['10.2.0.1', '192.0.2.8', 'fe80::1', '', undefined]) {
      expect([address, isTrusted(address)]).toEqual([address, false]);
    }
  });

  it('trusts nobody where nobody is named', () => {
    expect(trustedProxies([])('127.0.0.1')).toBe(false);
  });

  it.each(['proxy.example', '10.0.0.0/33', '10.0.0.0/x', '', '::/129'])(
    'refuses %j by name',
    network => {
      expect(() => trustedProxies([network])).toThrow(
        'mlops.signIn.trustedProxies',
      );
    },
  );
});
