import { HttpsClusterClient } from './cluster/HttpsClusterClient';
import { installationOf } from './manifests/names';
import { ACCOUNTS, STORAGE_SECRET } from './manifests/namespaceObjects';
import { Namespaces } from './namespaces/Namespaces';
import type { KubernetesConfig } from './readKubernetesConfig';
import { ClusterRuns } from './runs/ClusterRuns';
import { ClusterSockets } from './streams/ClusterSockets';
import type { ClusterStreams } from './streams/ClusterStreams';
import { WebSocketStreams } from './streams/WebSocketStreams';
import { ClusterWorkloads } from './workloads/ClusterWorkloads';

const AWS = 'https://s3.amazonaws.com';

/** What there is on the clusters of a configuration, by the name of the cluster. */
export interface OpenClusters {
  namespaces: Namespaces[];
  runs: Map<string, ClusterRuns>;
  workloads: Map<string, ClusterWorkloads>;
  streams: Map<string, ClusterStreams>;
}

/** The ways to the clusters of a configuration; nothing is asked yet. */
export function openClusters(
  config: KubernetesConfig,
  now: () => number,
): OpenClusters {
  const { artifacts, gpuResource, key, launched, tolerations } = config;
  const { accessKey, bucket, endpoint, prefix, region, secretKey } = artifacts;
  const { host, protocol } = new URL(endpoint ?? AWS);
  const contents = {
    installation: installationOf(key),
    storage: { accessKey, secretKey },
    pullSecrets: config.pullSecrets,
    podSecurity: config.podSecurity,
  };
  const options = { taskAccount: ACCOUNTS.task, tolerations, gpuResource };
  const location = {
    endpoint: host,
    insecure: protocol === 'http:',
    bucket,
    region,
    prefix,
    secretName: STORAGE_SECRET,
  };
  const open: OpenClusters = {
    namespaces: [],
    runs: new Map(),
    workloads: new Map(),
    streams: new Map(),
  };
  for (const details of config.clusters) {
    const client = new HttpsClusterClient(details);
    const streams = new WebSocketStreams(new ClusterSockets(details));
    const namespaces = new Namespaces(client, contents, now);
    const runs = new ClusterRuns({
      client,
      namespaces,
      key,
      launched,
      options: {
        ...options,
        executorAccount: ACCOUNTS.executor,
        privileged: config.privileged,
        artifacts: location,
      },
    });
    const workloads = new ClusterWorkloads({
      client,
      streams,
      namespaces,
      key,
      options,
    });
    open.namespaces.push(namespaces);
    open.streams.set(details.name, streams);
    open.runs.set(details.name, runs);
    open.workloads.set(details.name, workloads);
  }
  return open;
}
