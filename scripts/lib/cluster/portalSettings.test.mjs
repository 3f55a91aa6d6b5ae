import assert from 'node:assert/strict';
import { it } from 'node:test';
import { portalSettings } from './portalSettings.mjs';

const testbed = {
  clusters: [
    { name: 'alpha', url: 'https://a:6443', token: 't1', authority: 'Y2E=' },
    { name: 'beta', url: 'https://b:6443', token: 't2', authority: 'Y2I=' },
  ],
  storage: { endpoint: 'http://s:9000', bucket: 'b', accessKey: 'a' },
  images: {
    demos: 'r:5000/demos:1',
    python: 'r:5000/python:1',
  },
};

it('lists the clusters as the kubernetes plugins of Backstage read them', () => {
  const [method] = portalSettings(testbed).kubernetes.clusterLocatorMethods;
  assert.deepEqual(
    method.clusters.map(
      ({ name, authProvider, serviceAccountToken, caData }) => [
        name,
        authProvider,
        serviceAccountToken,
        caData,
      ],
    ),
    [
      ['alpha', 'serviceAccount', 't1', 'Y2E='],
      ['beta', 'serviceAccount', 't2', 'Y2I='],
    ],
  );
});

it('puts work on the first cluster, artifacts into the storage and the demos into their image', () => {
  const { mlops } = portalSettings(testbed);
  assert.equal(mlops.environment, 'alpha');
  assert.equal(mlops.artifacts.bucket, 'b');
  assert.deepEqual(mlops.images[0], {
    prefix: 'mlops.invalid/demos:1',
    location: 'r:5000/demos:1',
  });
});
