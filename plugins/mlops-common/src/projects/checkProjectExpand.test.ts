import fc from 'fast-check';
import { checkProjectExpand } from './checkProjectExpand';

const about = {
  project: 'vision',
  clusters: ['alpha', 'beta'],
  namespaces: ['shared'],
};

function said(expand: Record<string, unknown>): string[] {
  return checkProjectExpand(expand, about).map(
    ({ path, message }) => `${path.join('.')}: ${message}`,
  );
}

describe('checkProjectExpand', () => {
  it('takes what is right, and keys that it does not know', () => {
    expect(
      said({
        cluster: 'beta',
        org: 'research',
        volume_mount: 'claim(pvc):/mnt,4G(memory):/dev/shm',
        namespace: 'mlops-vision',
        SERVICE_EXTERNAL_IP: ['10.0.0.1'],
      }),
    ).toEqual([]);
    expect(said({ namespace: 'shared' })).toEqual([]);
  });

  it('names the clusters that there are', () => {
    expect(said({ cluster: 'gamma' })).toEqual([
      'cluster: there is no cluster "gamma": configured are alpha, beta',
    ]);
  });

  it.each([
    [{ org: '-' }, /^org: must be the value of a label/],
    [{ org: '' }, /^org:/],
    [{ volume_mount: 'claim(pvc)' }, /^volume_mount: .*character/],
    [
      { namespace: 'kube-system' },
      /^namespace: must be mlops-vision or shared/,
    ],
    [{ namespace: '../x' }, /^namespace: must be 1 to 63/],
  ])('refuses %j', (expand, message) => {
    expect(said(expand)).toEqual([expect.stringMatching(message)]);
  });

  it('judges any text without breaking', () => {
    const text = fc.option(fc.string(), { nil: undefined });
    fc.assert(
      fc.property(
        fc.record({
          cluster: text,
          org: text,
          volume_mount: text,
          namespace: text,
        }),
        expand => {
          expect(Array.isArray(checkProjectExpand(expand, about))).toBe(true);
        },
      ),
    );
  });
});
