import { ConfigReader } from '@backstage/config';
import type { JsonObject } from '@backstage/types';
import { readKubernetesConfig } from './readKubernetesConfig';

const cluster = (name: string) => ({
  name,
  url: `https://${name}.example`,
  authProvider: 'serviceAccount',
  serviceAccountToken: 'token',
});

const read = (mlops: JsonObject, clusters: JsonObject[] = [cluster('alpha')]) =>
  readKubernetesConfig(
    new ConfigReader({
      kubernetes: { clusterLocatorMethods: [{ type: 'config', clusters }] },
      mlops: {
        kubernetes: { key: 'a long and random key' },
        artifacts: { bucket: 'b', accessKey: 'a', secretKey: 's' },
        ...mlops,
      },
    }),
  );

describe('readKubernetesConfig', () => {
  it('takes the only cluster for its own, and what goes without saying', () => {
    expect(read({})).toMatchObject({
      ownCluster: 'alpha',
      maxRuns: 100,
      tolerations: [],
      gpuResource: 'nvidia.com/gpu',
      artifacts: { prefix: 'mlops', region: 'us-east-1', endpoint: undefined },
    });
    expect(
      read({ environment: 'beta' }, [cluster('alpha'), cluster('beta')])
        .ownCluster,
    ).toBe('beta');
  });

  it.each<[string, JsonObject, JsonObject[], string]>([
    ['no cluster', {}, [], 'There is no cluster'],
    [
      'an unknown one',
      { environment: 'gamma' },
      [cluster('alpha')],
      'the cluster "gamma", which is unknown: configured are alpha',
    ],
    [
      'several and none named',
      {},
      [cluster('alpha'), cluster('beta')],
      'several clusters (alpha, beta)',
    ],
    [
      'a short key',
      { kubernetes: { key: 'x' } },
      [cluster('alpha')],
      'mlops.kubernetes.key',
    ],
  ])('refuses %s', (_, mlops, clusters, message) => {
    expect(() => read(mlops, clusters)).toThrow(message);
  });
});
