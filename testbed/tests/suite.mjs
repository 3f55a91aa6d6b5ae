import './readTypeScript.mjs';
import { testbed } from './runningTestbed.mjs';

const home = '../../plugins/mlops-backend-module-kubernetes/src';
const { HttpsClusterClient } = await import(
  `${home}/cluster/HttpsClusterClient.ts`
);
export const { watchObjects } = await import(`${home}/cluster/watchObjects.ts`);
export const { isNotFound } = await import(`${home}/cluster/ClusterClient.ts`);
export const { runObjectsOf } = await import(
  `${home}/manifests/runObjectsOf.ts`
);
export const { inputsOf } = await import(`${home}/manifests/inputsOf.ts`);
export const { keyOf } = await import(`${home}/manifests/locationOf.ts`);
export const { S3ArtifactStore } = await import(
  `${home}/artifacts/S3ArtifactStore.ts`
);
export const { statesOf } = await import(`${home}/state/statesOf.ts`);
export const { aPlan, aTask } = await import(
  '../../plugins/mlops-node/src/conformance/planFactory.ts'
);

/** The suite's own way to the store of artifacts. */
export function storeOf(prefix) {
  const { endpoint, bucket, accessKey, secretKey } = testbed.storage;
  return new S3ArtifactStore({
    endpoint,
    region: 'us-east-1',
    bucket,
    prefix,
    credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
  });
}

/**
 * The suite's own way to a cluster.
 *
 * @param url - of something in between, instead of the API server itself
 */
export function clientOf(cluster, url) {
  const found = testbed.clusters.find(({ name }) => name === cluster);
  const { name, token, authority } = found;
  return new HttpsClusterClient({
    name,
    url: url ?? found.url,
    token: async () => token,
    certificateAuthority: Buffer.from(authority, 'base64').toString(),
    skipVerify: false,
  });
}
