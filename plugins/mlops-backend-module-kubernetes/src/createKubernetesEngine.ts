import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { ArtifactStore, ExecutionEngine } from '@mlops/plugin-mlops-node';
import { S3ArtifactStore } from './artifacts/S3ArtifactStore';
import { S3Objects } from './artifacts/S3Objects';
import { S3Storage } from './artifacts/S3Storage';
import { LiveLogs } from './logs/LiveLogs';
import { RunLogs } from './logs/RunLogs';
import { NodeAdmin } from './nodes/NodeAdmin';
import { openClusters } from './openClusters';
import type { KubernetesConfig } from './readKubernetesConfig';
import { isOver } from './runs/ClusterRuns';
import { KubernetesEngine } from './runs/KubernetesEngine';
import { ClusterTerminals } from './terminals/ClusterTerminals';
import { KubernetesWorkloads } from './workloads/KubernetesWorkloads';
import { PortSockets } from './workloads/PortSockets';
import { isOwnWorkload } from './workloads/workloadIdentity';
import { WorkloadFollower } from './workloads/WorkloadFollower';

/** The engine for the clusters of a configuration, with what belongs to it. */
export interface KubernetesParts {
  engine: ExecutionEngine;
  artifacts: ArtifactStore;
  /** Puts in order what was changed in the namespaces with work; to be called now and then. */
  keepNamespaces(): Promise<void>;
}

/** Makes the engine for the clusters of a configuration. */
export function createKubernetesEngine(
  config: KubernetesConfig,
  {
    logger,
    now,
    signal,
  }: {
    logger: LoggerService;
    now: () => number;
    /** Ends with the backend. */
    signal: AbortSignal;
  },
): KubernetesParts {
  const { artifacts, key, gpuResource, maxRuns, ownCluster, tolerations } =
    config;
  const { accessKey, secretKey, bucket, endpoint, prefix, region } = artifacts;
  const objects = new S3Objects({
    endpoint,
    region,
    bucket,
    prefix,
    credentials: { accessKeyId: accessKey, secretAccessKey: secretKey },
  });
  const store = new S3ArtifactStore(objects);
  const live = new LiveLogs();
  const { namespaces, runs, workloads, streams } = openClusters(config, now);
  const engine = new KubernetesEngine({
    clusters: runs,
    ownCluster,
    maxRuns,
    store,
    admin: new NodeAdmin({
      clusters: [...runs.values()].map(one => ({
        client: one.client,
        isOwn: metadata =>
          one.isOwn({ metadata }) || isOwnWorkload(key, metadata),
      })),
      ownCluster,
      gpuResource,
      tolerations,
      logger,
      signal,
    }),
    terminals: new ClusterTerminals(runs, streams),
    workloads: new KubernetesWorkloads({
      clusters: workloads,
      ownCluster,
      sockets: new PortSockets(),
      objects,
      live,
    }),
    followWorkloads: watch =>
      [...workloads.values()].map(
        one =>
          new WorkloadFollower({
            ...watch,
            workloads: one,
            objects,
            live,
            logger,
            now,
          }),
      ),
    storage: new S3Storage(objects, async runId => {
      const found = await Promise.all(
        [...runs.values()].map(one => one.find(runId)),
      );
      return found.flat().some(workflow => !isOver(workflow));
    }),
    logs: new RunLogs(runs, objects, live),
    objects,
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
