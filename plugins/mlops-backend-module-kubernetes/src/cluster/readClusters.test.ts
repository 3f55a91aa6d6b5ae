import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { readClusters } from './readClusters';

const alpha = {
  name: 'alpha',
  url: 'https://alpha.example',
  authProvider: 'serviceAccount',
  serviceAccountToken: 'secret',
  caData: Buffer.from('PEM').toString('base64'),
};

const read = (...clusters: object[]) =>
  readClusters(
    new ConfigReader({
      kubernetes: {
        clusterLocatorMethods: [
          { type: 'catalog' },
          { type: 'config', clusters },
        ],
      },
    }),
  );

describe('readClusters', () => {
  it('reads what the Kubernetes plugin reads', async () => {
    const [cluster] = read(alpha);
    expect(cluster).toMatchObject({
      name: 'alpha',
      url: 'https://alpha.example',
      certificateAuthority: 'PEM',
      skipVerify: false,
    });
    expect(await cluster.token()).toBe('secret');
    expect(readClusters(new ConfigReader({}))).toEqual([]);
  });

  it('reads an authority from a file, as a pod finds that of its cluster', () => {
    const caFile = join(mkdtempSync(join(tmpdir(), 'ca-')), 'ca.crt');
    writeFileSync(caFile, 'PEM');
    const [cluster] = read({ ...alpha, caData: undefined, caFile });
    expect(cluster).toMatchObject({ certificateAuthority: 'PEM' });
  });

  it('reads the way in also where annotations of the catalog would say it', async () => {
    const [cluster] = read({
      ...alpha,
      authProvider: 'oidc',
      serviceAccountToken: undefined,
      authMetadata: {
        'kubernetes.io/auth-provider': 'serviceAccount',
        serviceAccountToken: 'other',
      },
    });
    expect(await cluster.token()).toBe('other');
  });

  it('refuses two of one name, and ways in that need somebody to be signed in', () => {
    expect(() => read(alpha, alpha)).toThrow('two clusters "alpha"');
    expect(() => read({ ...alpha, authProvider: 'oidc' })).toThrow(
      'The cluster "alpha" lets people in by "oidc"',
    );
  });
});
