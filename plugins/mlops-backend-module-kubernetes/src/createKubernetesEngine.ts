import type { LoggerService } from '@backstage/backend-plugin-api';
import type { ArtifactStore, ExecutionEngine } from '@mlops/plugin-mlops-node';
import { S3ArtifactStore } from './artifacts/S3ArtifactStore';
import { HttpsClusterClient } from './cluster/HttpsClusterClient';
import { ACCOUNTS, STORAGE_SECRET } from './manifests/namespaceObjects';
import type { KubernetesConfig } from './readKubernetesConfig';
import { ClusterRuns } from './runs/ClusterRuns';
import { KubernetesEngine } from './runs/KubernetesEngine';
import { Namespaces } from './runs/Namespaces';
import { RunLogs } from './runs/RunLogs';

const AWS = 'https://s3.amazonaws.com';

/** Makes the engine for the clusters of a configuration. */
export function createKubernetesEngine(
  config: KubernetesConfig,
  { logger, now }: { logger: LoggerService; now: () => number },
): { engine: ExecutionEngine; artifacts: ArtifactStore } {
  const { artifacts, key, gpuResource, maxRuns, ownCluster, tolerations } =
    config;
  const { accessKey, secretKey, bucket, endpoint, prefix, region } = artifacts;
  const { host, protocol } = new URL(endpoint ?? AWS);
  const store = new S3ArtifactStore({
    endpoint,
    region,
    bucket,
    prefix,
    credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
  });
  const clusters = new Map(
    config.clusters.map(details => {
      const client = new HttpsClusterClient(details);
      const runs = new ClusterRuns({
        client,
        namespaces: new Namespaces(client, { accessKey, secretKey }, now),
        key,
        options: {
          executorAccount: ACCOUNTS.executor,
          taskAccount: ACCOUNTS.task,
          tolerations,
          gpuResource,
          artifacts: {
            endpoint: host,
            insecure: protocol === 'http:',
            bucket,
            region,
            prefix,
            secretName: STORAGE_SECRET,
          },
        },
      });
      return [details.name, runs] as const;
    }),
  );
  const engine = new KubernetesEngine({
    clusters,
    ownCluster,
    maxRuns,
    store,
    logs: new RunLogs(clusters, store),
    logger,
    now,
  });
  return { engine, artifacts: store };
}
