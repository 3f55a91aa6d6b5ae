import type { Config } from '@backstage/config';
import {
  resourcesSchema,
  type CompileConfig,
  type Quota,
} from '@mlops/plugin-mlops-common';
import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { IANAZone } from 'luxon';
import { readImages } from './readImages';
import { readPrivileged } from './readPrivileged';
import { readQuota } from './readQuota';
import {
  readDefinitionFolders,
  type DefinitionFolder,
} from './readDefinitionFolders';
import { readRetention, type RetentionConfig } from './readRetention';
import { readTerminals, type TerminalsConfig } from './readTerminals';

/** What `mlops` of the configuration says to the backend. */
export interface MlopsConfig {
  /** Id of the engine; absent: the only one installed. */
  engine: string | undefined;
  definitions: readonly DefinitionFolder[];
  trustedLocations: readonly string[];
  /** Entity refs of users and groups who may do everything. */
  administrators: readonly string[];
  admission: { maxRuns: number | undefined; maxQueued: number };
  timeZone: string;
  /** Address of the portal's pages, without a slash at its end. */
  appUrl: string;
  compile: CompileConfig;
  /** Of project groups that have none of their own. */
  quota: Quota;
  retention: RetentionConfig;
  terminals: TerminalsConfig;
}

const DEFAULT_MAX_QUEUED = 200;

export function readMlopsConfig(root: Config): MlopsConfig {
  const config = root.getOptionalConfig('mlops');
  return {
    engine: config?.getOptionalString('engine'),
    definitions: readDefinitionFolders(config),
    trustedLocations:
      config?.getOptionalStringArray('catalog.trustedLocations') ?? [],
    administrators: readAdministrators(config),
    admission: {
      maxRuns: positive(config, 'admission.maxRuns'),
      maxQueued: positive(config, 'admission.maxQueued') ?? DEFAULT_MAX_QUEUED,
    },
    timeZone: readTimeZone(config),
    appUrl: (root.getOptionalString('app.baseUrl') ?? '').replace(/\/+$/, ''),
    retention: readRetention(root),
    quota: readQuota(root),
    terminals: readTerminals(root),
    compile: {
      env: readEnv(config),
      pullSecrets: readPullSecretNames(config),
      images: readImages(root),
      resources: readResources(config),
      hostPaths: config?.getOptionalStringArray('hostPaths') ?? [],
      privileged: readPrivileged(root),
      namespaces: config?.getOptionalStringArray('namespaces.allowed') ?? [],
      clusters: readClusterNames(root),
    },
  };
}

/** Names as people write them, `alice` or `group:default/platform`, as entity refs. */
function readAdministrators(config: Config | undefined): string[] {
  const names = config?.getOptionalStringArray('administrators') ?? [];
  return names.map(name => {
    const ref = stringifyEntityRef(
      parseEntityRef(name, {
        defaultKind: 'user',
        defaultNamespace: 'default',
      }),
    );
    if (!/^(user|group):/.test(ref)) {
      throw new InputError(
        `mlops.administrators names users and groups, not "${name}"`,
      );
    }
    return ref;
  });
}

/** Clusters that project groups may name, of which the Kubernetes plugin reads more. */
function readClusterNames(root: Config): string[] {
  const methods =
    root.getOptionalConfigArray('kubernetes.clusterLocatorMethods') ?? [];
  return methods
    .filter(method => method.getString('type') === 'config')
    .flatMap(method => method.getOptionalConfigArray('clusters') ?? [])
    .map(cluster => cluster.getString('name'));
}

function positive(config: Config | undefined, key: string): number | undefined {
  const value = config?.getOptionalNumber(key);
  if (value !== undefined && (!Number.isInteger(value) || value < 1)) {
    throw new InputError(
      `mlops.${key} must be a whole number above 0, not ${value}`,
    );
  }
  return value;
}

function readTimeZone(config: Config | undefined): string {
  const zone = config?.getOptionalString('timeZone') ?? 'UTC';
  if (!IANAZone.isValidZone(zone)) {
    throw new InputError(
      `mlops.timeZone must be the IANA name of a time zone such as Europe/Berlin, not ${zone}`,
    );
  }
  return zone;
}

/** What the secrets hold is the engine's to know. */
function readPullSecretNames(config: Config | undefined): string[] {
  const entries = config?.getOptional<unknown[]>('pullSecrets') ?? [];
  return entries.map((entry, place) =>
    typeof entry === 'string'
      ? entry
      : config?.getConfigArray('pullSecrets')[place].getString('name') ?? '',
  );
}

function readEnv(config: Config | undefined): Record<string, string> {
  const env = config?.getOptionalConfig('env');
  return Object.fromEntries(
    (env?.keys() ?? []).map(name => [name, env?.getString(name) ?? '']),
  );
}

function readResources(config: Config | undefined) {
  const resources = resourcesSchema.safeParse(
    config?.getOptional('resources') ?? {},
  );
  if (!resources.success) {
    throw new InputError(
      `mlops.resources must say cpu, memory and gpu such as cpu: 1, memory: 1G: ${resources.error.message}`,
    );
  }
  return resources.data;
}
