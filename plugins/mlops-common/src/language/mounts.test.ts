import fc from 'fast-check';
import { mounts } from '../__testUtils__/arbitraries';
import { assertTotal } from '../__testUtils__/assertTotal';
import { formatMounts, parseMounts } from './mounts';

describe('parseMounts', () => {
  it('reads every kind of mount', () => {
    expect(
      parseMounts(
        'work(pvc):/mnt, work/data(pvc):/data\n/srv(hostpath):/srv,4G(memory):/dev/shm, kube(configmap):/root/.kube, key(secret):/etc/key',
      ),
    ).toEqual({
      ok: true,
      value: [
        { kind: 'pvc', claim: 'work', path: '/mnt', subPath: null },
        { kind: 'pvc', claim: 'work', path: '/data', subPath: 'data' },
        { kind: 'hostpath', hostPath: '/srv', path: '/srv' },
        { kind: 'memory', sizeBytes: 4e9, path: '/dev/shm' },
        { kind: 'configmap', name: 'kube', path: '/root/.kube' },
        { kind: 'secret', name: 'key', path: '/etc/key' },
      ],
    });
  });

  it('reads an empty text as no mounts', () => {
    expect(parseMounts(' ,\n ')).toEqual({ ok: true, value: [] });
  });

  it('normalises paths without resolving ".."', () => {
    expect(parseMounts('//srv/./data/(hostpath)://mnt//x/')).toEqual({
      ok: true,
      value: [{ kind: 'hostpath', hostPath: '/srv/data', path: '/mnt/x' }],
    });
  });

  it.each([
    ['a(pvc):/x, a(pvc):/y/..', 21, 'must not hold ".."'],
    ['/srv/../etc(hostpath):/x', 5, 'must not hold ".."'],
    ['a/../b(pvc):/x', 2, 'must not hold ".."'],
    ['a/(pvc):/x', 2, 'must name a file or folder'],
    ['a(pvc):mnt', 7, 'must be absolute'],
    ['srv(hostpath):/mnt', 0, 'must be absolute'],
    ['a(pvc):/', 7, 'nothing can be mounted on "/"'],
    ['a(pvc):/x, b(pvc):/x/', 11, 'mounted twice'],
    ['a(pvc):/x\0y', 9, 'invisible'],
    ['a(pvc):/x\u202ey', 9, 'invisible'],
    ['A(pvc):/x', 0, 'name of a claim'],
    ['a..b(secret):/x', 0, 'name of a secret'],
    ['a_b(configmap):/x', 0, 'name of a config map'],
    ['a(nfs):/x', 1, 'cannot be mounted'],
    ['4(memory):/x', 0, 'needs a unit'],
    ['0G(memory):/x', 0, 'more than 0'],
    ['a:/x', 0, 'is not a mount'],
    ['a(pvc):/x:/y', 0, 'is not a mount'],
    ['/a(pvc):/x(hostpath):/y', 0, 'is not a mount'],
  ])('refuses %j at character %i', (text, position, message) => {
    expect(parseMounts(text)).toEqual({
      ok: false,
      position,
      message: expect.stringContaining(message),
    });
  });

  it('reads what formatMounts writes', () => {
    fc.assert(
      fc.property(mounts, value => {
        expect(parseMounts(formatMounts(value))).toEqual({ ok: true, value });
      }),
      { numRuns: 1000 },
    );
  });

  it('never throws and always says where', () => {
    expect(() => assertTotal(parseMounts)).not.toThrow();
  });
});
