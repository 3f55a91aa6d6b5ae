import type { ReadinessProbe } from '@mlops/plugin-mlops-common';
import { whyNotPorts } from './whyNotPorts';

const why = (names: string[], readiness: ReadinessProbe | null = null) =>
  whyNotPorts({
    ports: names.map(name => ({
      name,
      protocol: 'http',
      listen: { kind: 'unix' },
    })),
    readiness,
  });

describe('whyNotPorts', () => {
  it('has nothing against ports that can be', () => {
    expect(why([])).toBeUndefined();
    expect(why(['http', 'http-2', '8a', 'a'.repeat(15)])).toBeUndefined();
  });

  it.each(['', '..', '../x', 'a/b', 'HTTP', '80', 'a-', 'a'.repeat(16), 'x\0'])(
    'lets no port be called %j',
    name => {
      expect(why(['http', name])).toBe(
        `"${name}" cannot be the name of a port`,
      );
    },
  );

  it('names what contradicts itself', () => {
    expect(why(['a', 'b', 'a'])).toMatch(/same name/);
    const readiness = {
      port: 'b',
      httpGet: null,
      periodSeconds: 1,
      timeoutSeconds: 1,
      startupSeconds: 1,
    };
    expect(why(['a', 'b'], readiness)).toBeUndefined();
    expect(why(['a'], readiness)).toMatch(/"b", which it does not have/);
  });
});
