import { ConfigReader } from '@backstage/config';
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
const { S3ArtifactStore } = await import(
  `${home}/artifacts/S3ArtifactStore.ts`
);
const { LogStore } = await import(`${home}/logs/LogStore.ts`);
const { S3Objects } = await import(`${home}/artifacts/S3Objects.ts`);
export const { statesOf } = await import(`${home}/state/statesOf.ts`);
export const { aPlan, aTask } = await import(
  '../../plugins/mlops-node/src/conformance/planFactory.ts'
);

const { createKubernetesEngine } = await import(
  `${home}/createKubernetesEngine.ts`
);
const { readKubernetesConfig } = await import(
  `${home}/readKubernetesConfig.ts`
);
const { Namespaces } = await import(`${home}/namespaces/Namespaces.ts`);
const { installationOf } = await import(`${home}/manifests/names.ts`);
export const { ACCOUNTS, STORAGE_SECRET } = await import(
  `${home}/manifests/namespaceObjects.ts`
);
export const { runEngineConformance } = await import(
  '../../plugins/mlops-node/src/conformance/runEngineConformance.ts'
);

/** Of the installation. */
const KEY = 'a key for tests only';

/**
 * The engine on one cluster, whose runs are put into a namespace, whatever it is that their plans say.
 *
 * @param started - gets the ids of runs that are submitted
 * @param more - of `mlops` in the configuration
 * @param way - address of something between it and the API server
 */
export function engineOn(cluster, namespace, started = [], more = {}, way) {
  const { engine } = partsOn(cluster, more, way);
  const submit = engine.submit.bind(engine);
  engine.submit = plan => {
    started.push(plan.runId);
    return submit({ ...plan, namespace, tasks: plan.tasks.map(smaller) });
  };
  return engine;
}

/** The engine on one cluster with what belongs to it. */
export function partsOn(cluster, more = {}, way = undefined) {
  const { name, url, token, authority } = testbed.clusters.find(
    one => one.name === cluster,
  );
  const config = new ConfigReader({
    kubernetes: {
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: [
            {
              name,
              url: way ?? url,
              authProvider: 'serviceAccount',
              serviceAccountToken: token,
              caData: authority,
            },
          ],
        },
      ],
    },
    mlops: {
      artifacts: { ...testbed.storage, prefix: 'runs' },
      ...more,
      kubernetes: { key: KEY, ...more.kubernetes },
    },
  });
  const say = message => process.stderr.write(`${message}\n`);
  return createKubernetesEngine(readKubernetesConfig(config), {
    logger: { warn: say, error: say, info: say, debug: say },
    now: Date.now,
  });
}

/** What keeps namespaces in order on a cluster. */
export function namespacesOf(client, pullSecrets = []) {
  const { accessKey, secretKey } = testbed.storage;
  const contents = {
    installation: installationOf(KEY),
    storage: { accessKey, secretKey },
    pullSecrets,
    mayMountHostPaths: false,
  };
  return new Namespaces(client, contents, Date.now);
}

/** Several at once have to find room on small machines. */
function smaller(task) {
  const cpu = { requestMillicores: 20, limitMillicores: 500 };
  const memory = { requestBytes: 16e6, limitBytes: 128e6 };
  return { ...task, resources: { ...task.resources, cpu, memory } };
}

/** The suite's own way to the store of artifacts. */
export function storeOf(prefix) {
  return new S3ArtifactStore(objectsOf(prefix));
}

/** The suite's own way to the logs beside them. */
export function logStoreOf(prefix) {
  return new LogStore(objectsOf(prefix));
}

function objectsOf(prefix) {
  const { endpoint, bucket, accessKey, secretKey } = testbed.storage;
  return new S3Objects({
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
