import { after } from 'node:test';
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
const { logOfAttempt } = await import(`${home}/logs/logOfAttempt.ts`);
const { S3Objects } = await import(`${home}/artifacts/S3Objects.ts`);
export const { statesOf } = await import(`${home}/state/statesOf.ts`);
export const { aPlan, aTask, aWorkload } = await import(
  '../../plugins/mlops-node/src/conformance/planFactory.ts'
);
export const { RunObserver } = await import(
  '../../plugins/mlops-node/src/conformance/RunObserver.ts'
);
export const { TerminalReader } = await import(
  '../../plugins/mlops-node/src/conformance/TerminalReader.ts'
);
export const { askUpstream } = await import(
  '../../plugins/mlops-node/src/conformance/webClient.ts'
);
export const { WEB_SERVER } = await import(
  '../../plugins/mlops-node/src/conformance/webServer.ts'
);

const { createKubernetesEngine } = await import(
  `${home}/createKubernetesEngine.ts`
);
const { readKubernetesConfig } = await import(
  `${home}/readKubernetesConfig.ts`
);
const { Namespaces } = await import(`${home}/namespaces/Namespaces.ts`);
const { installationOf } = await import(`${home}/manifests/names.ts`);
export const { ACCOUNTS, namespaceObjects, STORAGE_SECRET } = await import(
  `${home}/manifests/namespaceObjects.ts`
);
export const { runEngineConformance } = await import(
  '../../plugins/mlops-node/src/conformance/runEngineConformance.ts'
);

const { compile } = await import(
  '../../plugins/mlops-common/src/plan/compile.ts'
);

/** Nothing that an engine follows is followed longer than the tests of a file. */
const testsEnd = new AbortController();
after(() => testsEnd.abort());

/** Of the installation. */
const KEY = 'a key for tests only';

/**
 * The engine on one cluster, whose runs are put into a namespace, whatever it is that their plans say.
 *
 * @param started - gets the ids of runs that are submitted, and of workloads that are started
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
  const start = engine.workloads.start.bind(engine.workloads);
  engine.workloads.start = plan => {
    started.push(plan.workloadId);
    return start(smaller({ ...plan, namespace }));
  };
  return engine;
}

/** The engine on one cluster with what belongs to it. */
export function partsOn(cluster, more = {}, way = undefined) {
  const found = testbed.clusters.find(({ name }) => name === cluster);
  return partsOf([{ ...found, url: way ?? found.url }], more);
}

/**
 * The engine on these clusters; the first of them is that of groups which name none.
 *
 * @param settings - of `mlops.kubernetes`, beside the key
 */
export function engineOf(clusters, settings = {}) {
  return partsOf(clusters, { kubernetes: settings }).engine;
}

function partsOf(clusters, more) {
  const config = new ConfigReader({
    kubernetes: {
      clusterLocatorMethods: [
        {
          type: 'config',
          clusters: clusters.map(({ name, url, token, authority }) => ({
            name,
            url,
            authProvider: 'serviceAccount',
            serviceAccountToken: token,
            caData: authority,
          })),
        },
      ],
    },
    mlops: {
      environment: clusters[0].name,
      artifacts: { ...testbed.storage, prefix: 'runs' },
      ...more,
      kubernetes: { key: KEY, ...more.kubernetes },
    },
  });
  const say = message => process.stderr.write(`${message}\n`);
  return createKubernetesEngine(readKubernetesConfig(config), {
    logger: { warn: say, error: say, info: say, debug: say },
    now: Date.now,
    signal: testsEnd.signal,
  });
}

/** What keeps namespaces in order on a cluster. */
export function namespacesOf(client, pullSecrets = []) {
  const { accessKey, secretKey } = testbed.storage;
  const contents = {
    installation: installationOf(KEY),
    storage: { accessKey, secretKey },
    pullSecrets,
    podSecurity: 'baseline',
  };
  return new Namespaces(client, contents, Date.now);
}

/** How a program is executed in an image. */
export function inImage(image) {
  return {
    kind: 'container',
    image,
    usesEntrypoint: false,
    pullSecrets: [],
    serviceAccount: null,
    hostAliases: [],
  };
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

/** The suite's own way to what is stored of the log of an attempt. */
export function storedLogOf(prefix, ref) {
  return logOfAttempt(objectsOf(prefix), ref);
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
 * @param instead - `url` of something in between, instead of the API server itself; `token` of another account
 */
export function clientOf(cluster, instead = {}) {
  const found = testbed.clusters.find(({ name }) => name === cluster);
  const { name, url, token, authority } = { ...found, ...instead };
  return new HttpsClusterClient({
    name,
    url,
    token: async () => token,
    certificateAuthority: Buffer.from(authority, 'base64').toString(),
    skipVerify: false,
  });
}

/**
 * The plan of a pipeline with one task `train`, as a person may write it.
 *
 * @param task - beside name and template
 * @param project - settings of the project group, beside those that go without saying
 */
export function compilePipeline({ image, project, runId, task }) {
  return compile({
    pipeline: {
      id: '01jd0000000000000000000001',
      name: 'placement',
      title: 'Placement',
      revision: 1,
      spec: {
        project: project.name,
        tasks: [
          { name: 'train', template: 'shell', version: '1.0.0', ...task },
        ],
      },
    },
    templates: [
      {
        name: 'shell',
        version: '1.0.0',
        stage: 'release',
        digest: 'digest',
        spec: { version: '1.0.0', stage: 'release', image },
      },
    ],
    project: {
      ...{ volumeMount: null, cluster: null, namespace: null, org: null },
      ...project,
    },
    run: {
      id: runId,
      number: 1,
      trigger: 'manual',
      createdBy: 'user:default/ann',
      createdAt: new Date().toISOString(),
      timeZone: 'UTC',
      parameters: {},
    },
    config: {
      ...{ env: {}, pullSecrets: [], images: [], resources: {} },
      ...{ hostPaths: [], privileged: [], namespaces: [] },
      clusters: testbed.clusters.map(({ name }) => name),
    },
    engine: { images: true },
  });
}
