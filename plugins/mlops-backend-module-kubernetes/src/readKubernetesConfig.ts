import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { readClusters, type ClusterDetails } from './cluster/readClusters';
import type { Toleration } from './manifests/core';
import type { PodSecurity } from './manifests/namespaceObjects';
import type { PullSecret } from './manifests/pullSecretObject';
import { readPullSecrets } from './readPullSecrets';
import { readResourceName, type ResourceName } from './readResourceName';

/** What the configuration says to the engine for clusters. */
export interface KubernetesConfig {
  clusters: ClusterDetails[];
  ownCluster: string;
  key: string;
  maxRuns: number;
  tolerations: Toleration[];
  gpuResource: string;
  pullSecrets: PullSecret[];
  podSecurity: PodSecurity;
  /** Versions of job templates that are released for privilege, as `name@version`. */
  privileged: string[];
  /** Kinds of objects that tasks may make and `clear` removes. */
  launched: ResourceName[];
  artifacts: {
    /** With scheme. */
    endpoint: string | undefined;
    region: string;
    bucket: string;
    prefix: string;
    accessKey: string;
    secretKey: string;
  };
}

const DEFAULT_MAX_RUNS = 100;
const SHORTEST_KEY = 16;
/** What lets pods have more of their machine than the Pod Security Standard `baseline` allows. */
const LEADING_OUT = ['mlops.hostPaths', 'mlops.privileged'];

/** @throws InputError that names the key and the way out */
export function readKubernetesConfig(root: Config): KubernetesConfig {
  const clusters = readClusters(root);
  const config = root.getOptionalConfig('mlops.kubernetes');
  const artifacts = root.getOptionalConfig('mlops.artifacts');
  if (!artifacts) {
    throw new InputError(
      'Clusters keep outputs and logs in storage that speaks S3: configure mlops.artifacts',
    );
  }
  return {
    clusters,
    ownCluster: readOwnCluster(root, clusters),
    key: readKey(config),
    maxRuns: config?.getOptionalNumber('maxRuns') ?? DEFAULT_MAX_RUNS,
    tolerations: config?.getOptional<Toleration[]>('tolerations') ?? [],
    gpuResource: config?.getOptionalString('gpuResource') ?? 'nvidia.com/gpu',
    pullSecrets: readPullSecrets(root),
    podSecurity: LEADING_OUT.some(
      key => root.getOptionalStringArray(key)?.length,
    )
      ? 'privileged'
      : 'baseline',
    privileged: root.getOptionalStringArray('mlops.privileged') ?? [],
    launched: (config?.getOptionalStringArray('launched') ?? []).map(
      readResourceName,
    ),
    artifacts: {
      endpoint: artifacts.getOptionalString('endpoint'),
      region: artifacts.getOptionalString('region') ?? 'us-east-1',
      bucket: artifacts.getString('bucket'),
      prefix: (artifacts.getOptionalString('prefix') ?? 'mlops').replace(
        /^\/+|\/+$/g,
        '',
      ),
      accessKey: artifacts.getString('accessKey'),
      secretKey: artifacts.getString('secretKey'),
    },
  };
}

function readOwnCluster(
  root: Config,
  clusters: readonly ClusterDetails[],
): string {
  const names = clusters.map(({ name }) => name);
  const own = root.getOptionalString('mlops.environment');
  if (names.length === 0) {
    throw new InputError(
      'There is no cluster: configure one of type config in kubernetes.clusterLocatorMethods',
    );
  }
  if (own !== undefined && !names.includes(own)) {
    throw new InputError(
      `mlops.environment names the cluster "${own}", which is unknown: configured are ${names.join(
        ', ',
      )}`,
    );
  }
  if (own === undefined && names.length > 1) {
    throw new InputError(
      `There are several clusters (${names.join(
        ', ',
      )}): mlops.environment has to name that of groups which name none`,
    );
  }
  return own ?? names[0];
}

function readKey(config: Config | undefined): string {
  const key = config?.getOptionalString('key') ?? '';
  if (key.length < SHORTEST_KEY) {
    throw new InputError(
      `mlops.kubernetes.key has to be a secret of at least ${SHORTEST_KEY} characters, for example from: openssl rand -hex 32`,
    );
  }
  return key;
}
