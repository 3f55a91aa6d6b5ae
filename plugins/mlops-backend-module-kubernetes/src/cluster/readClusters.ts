import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { cloudToken, CLOUDS } from './cloudToken';

/** A cluster, and how the portal is let in. */
export interface ClusterDetails {
  name: string;
  url: string;
  /** Asked before each request, since mounted tokens are renewed. */
  token: () => Promise<string | undefined>;
  /** PEM; absent: those that the system trusts. */
  certificateAuthority: string | undefined;
  skipVerify: boolean;
}

/** Where a pod finds the account that it runs as. */
const MOUNTED = '/var/run/secrets/kubernetes.io/serviceaccount';

/** Ways to be let in that need nobody to be signed in, as the Kubernetes plugin calls them. */
const PROVIDERS = ['serviceAccount', 'localKubectlProxy', ...CLOUDS] as const;
type Provider = (typeof PROVIDERS)[number];

const PROVIDER = 'kubernetes.io/auth-provider';
const ASSUME_ROLE = 'kubernetes.io/aws-assume-role';
const EXTERNAL_ID = 'kubernetes.io/aws-external-id';

/**
 * The clusters of `kubernetes.clusterLocatorMethods`, which the Kubernetes plugin reads too, in the order of the
 * configuration.
 *
 * @throws InputError that names the cluster and the key
 */
export function readClusters(root: Config): ClusterDetails[] {
  const methods =
    root.getOptionalConfigArray('kubernetes.clusterLocatorMethods') ?? [];
  const clusters = methods.flatMap(method => {
    switch (method.getString('type')) {
      case 'config':
        return (method.getOptionalConfigArray('clusters') ?? []).map(cluster =>
          readCluster(cluster, root),
        );
      case 'localKubectlProxy':
        return {
          name: 'local',
          url: 'http://localhost:8001',
          token: async () => undefined,
          certificateAuthority: undefined,
          skipVerify: false,
        };
      default:
        // Clusters that the catalog or a vendor lists are for looking at; where work runs is written down.
        return [];
    }
  });
  const names = new Set<string>();
  for (const { name } of clusters) {
    if (names.has(name)) {
      throw new InputError(
        `There are two clusters "${name}" in kubernetes.clusterLocatorMethods`,
      );
    }
    names.add(name);
  }
  return clusters;
}

function readCluster(config: Config, root: Config): ClusterDetails {
  const name = config.getString('name');
  const url = config.getString('url');
  const authMetadata = metadataOf(config);
  const provider = authMetadata[PROVIDER] ?? '';
  if (!isKnown(provider)) {
    throw new InputError(
      `The cluster "${name}" lets people in by "${provider}"; to run work on it the portal needs a way of its own: ${PROVIDERS.join(
        ', ',
      )}`,
    );
  }
  return {
    name,
    url,
    token: tokenOf(provider, { name, url, authMetadata }, root),
    certificateAuthority: authorityOf(config),
    skipVerify: config.getOptionalBoolean('skipTLSVerify') ?? false,
  };
}

function isKnown(provider: string): provider is Provider {
  return PROVIDERS.some(known => known === provider);
}

/** What the Kubernetes plugin makes of the same settings. */
function metadataOf(config: Config): Record<string, string> {
  const settings = {
    [PROVIDER]: config.getOptionalString('authProvider'),
    serviceAccountToken: config.getOptionalString('serviceAccountToken'),
    [ASSUME_ROLE]: config.getOptionalString('assumeRole'),
    [EXTERNAL_ID]: config.getOptionalString('externalId'),
    ...config.getOptional<Record<string, string>>('authMetadata'),
  };
  return Object.fromEntries(
    Object.entries(settings).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value]],
    ),
  );
}

function authorityOf(config: Config): string | undefined {
  const inline = config.getOptionalString('caData');
  if (inline) return Buffer.from(inline, 'base64').toString();
  const file = config.getOptionalString('caFile');
  return file && readFileSync(file, 'utf8');
}

function tokenOf(
  provider: Provider,
  cluster: { name: string; url: string; authMetadata: Record<string, string> },
  root: Config,
): ClusterDetails['token'] {
  switch (provider) {
    case 'localKubectlProxy':
      return async () => undefined;
    case 'serviceAccount': {
      const token = cluster.authMetadata.serviceAccountToken;
      return async () =>
        token ?? (await readFile(`${MOUNTED}/token`, 'utf8')).trim();
    }
    default:
      return cloudToken(provider, cluster, root);
  }
}
