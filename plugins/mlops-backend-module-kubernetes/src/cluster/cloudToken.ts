import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Config } from '@backstage/config';
import { ServiceUnavailableError, stringifyError } from '@backstage/errors';
import {
  AwsIamStrategy,
  AzureIdentityStrategy,
  GoogleServiceAccountStrategy,
} from '@backstage/plugin-kubernetes-backend';

/** Clouds that know the portal by where it runs, or by keys of its own, under the names of the Kubernetes plugin. */
export const CLOUDS = ['aws', 'azure', 'googleServiceAccount'] as const;
export type Cloud = (typeof CLOUDS)[number];

/** What the strategies of the Kubernetes plugin want to know of a cluster. */
interface CloudCluster {
  name: string;
  url: string;
  authMetadata: Record<string, string>;
}

interface Strategy {
  getCredential(
    cluster: CloudCluster,
  ): Promise<{ type: string; token?: string }>;
}

/** Milliseconds for which a token is used: less than any of the clouds promises for one that it has just given. */
const FRESH_MS = 4 * 60_000;

/** What goes wrong is told by whoever wanted a token. */
const SILENT: LoggerService = {
  error: () => {},
  warn: () => {},
  info: () => {},
  debug: () => {},
  child: () => SILENT,
};

/**
 * How the portal is let in by a cloud: as the Kubernetes plugin is, by its own strategies.
 *
 * @param now - milliseconds since 1970
 * @returns gives a token; fails with ServiceUnavailableError that says what the cloud said
 */
export function cloudToken(
  cloud: Cloud,
  cluster: CloudCluster,
  config: Config,
  now: () => number = Date.now,
): () => Promise<string> {
  let strategy: Strategy | undefined;
  let known: { token: Promise<string>; until: number } | undefined;
  const ask = async () => {
    try {
      strategy ??= strategyOf(cloud, config);
      const credential = await strategy.getCredential(cluster);
      if (!credential.token) throw new Error(`it is ${credential.type}`);
      return credential.token;
    } catch (error) {
      known = undefined;
      // That of Azure says for ever what it said once.
      strategy = undefined;
      throw new ServiceUnavailableError(
        `The cluster "${
          cluster.name
        }" lets the portal in by "${cloud}", which gives it no token: ${stringifyError(
          error,
        )}`,
      );
    }
  };
  return () => {
    if (!known || now() >= known.until) {
      known = { token: ask(), until: now() + FRESH_MS };
    }
    return known.token;
  };
}

function strategyOf(cloud: Cloud, config: Config): Strategy {
  switch (cloud) {
    case 'aws':
      return new AwsIamStrategy({ config });
    case 'azure':
      return new AzureIdentityStrategy(SILENT);
    case 'googleServiceAccount':
      return new GoogleServiceAccountStrategy({ config });
    default:
      throw new Error(`unknown cloud ${cloud satisfies never}`);
  }
}
