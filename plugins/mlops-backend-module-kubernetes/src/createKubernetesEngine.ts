import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { ArtifactStore, ExecutionEngine } from '@mlops/plugin-mlops-node';
import { S3ArtifactStore } from './artifacts/S3ArtifactStore';
import { S3Objects } from './artifacts/S3Objects';
import { S3Storage } from './artifacts/S3Storage';
import { HttpsClusterClient } from './cluster/HttpsClusterClient';
import { LiveLogs } from './logs/LiveLogs';
import { LogStore } from './logs/LogStore';
import { RunLogs } from './logs/RunLogs';
import { ACCOUNTS, STORAGE_SECRET } from './manifests/namespaceObjects';
import { installationOf } from './manifests/names';
import type { KubernetesConfig } from './readKubernetesConfig';
import { ClusterRuns, isOver } from './runs/ClusterRuns';
import { KubernetesEngine } from './runs/KubernetesEngine';
import { Namespaces } from './namespaces/Namespaces';

const AWS = 'https://s3.amazonaws.com';

/** The engine for the clusters of a configuration, with what belongs to it. */
export interface KubernetesParts {
  engine: ExecutionEngine;
  artifacts: ArtifactStore;
  /** Puts in order what was changed in the namespaces with work; to be called now and then. */
  keepNamespaces(): Promise<void>;
}

export function createKubernetesEngine(
  config: KubernetesConfig,
  { logger, now }: { logger: LoggerService; now: () => number },
): KubernetesParts {
  const { artifacts, key, gpuResource, maxRuns, ownCluster, tolerations } =
    config;
  const { accessKey, secretKey, bucket, endpoint, prefix, region } = artifacts;
  const { host, protocol } = new URL(endpoint ?? AWS);
  const objects = new S3Objects({
    endpoint,
    region,
    bucket,
    prefix,
    credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
  });
  const store = new S3ArtifactStore(objects);
  const logStore = new LogStore(objects);
  const live = new LiveLogs();
  const contents = {
    installation: installationOf(key),
    storage: { accessKey, secretKey },
    pullSecrets: config.pullSecrets,
    mayMountHostPaths: config.mayMountHostPaths,
  };
  const namespaces: Namespaces[] = [];
  const clusters = new Map(
    config.clusters.map(details => {
      const client = new HttpsClusterClient(details);
      const kept = new Namespaces(client, contents, now);
      namespaces.push(kept);
      const runs = new ClusterRuns({
        client,
        namespaces: kept,
        key,
        launched: config.launched,
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
    storage: new S3Storage(objects, async runId => {
      const found = await Promise.all(
        [...clusters.values()].map(runs => runs.find(runId)),
      );
      return found.flat().some(workflow => !isOver(workflow));
    }),
    logs: new RunLogs(clusters, logStore, live),
    logStore,
    live,
    logger,
    now,
  });
  const onTrouble = (error: unknown) =>
    logger.warn(`A namespace is not as it should be: ${stringifyError(error)}`);
  return {
    engine,
    artifacts: store,
    // A cluster that is away must not keep the others from being put in order.
    keepNamespaces: async () => {
      await Promise.all(
        namespaces.map(kept => kept.keepAll(onTrouble).catch(onTrouble)),
      );
    },
  };
}
