import { availableParallelism } from 'node:os';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { parseMemory } from '@mlops/plugin-mlops-common';
import type { LocalEngineOptions } from './createLocalEngine';

const DEFAULT_MAX_RUNS = 8;
const DEFAULT_FREE_DISK = '1G';

/** What `mlops.local` of the configuration says. */
export function readLocalConfig(
  root: Config,
  env: Readonly<Record<string, string | undefined>>,
): Pick<
  LocalEngineOptions,
  'dataDirectory' | 'slots' | 'maxRuns' | 'uv' | 'python' | 'minimumFreeDisk'
> {
  const config = root.getOptionalConfig('mlops.local');
  const allowed = config?.getOptionalBoolean('allowInProduction') ?? false;
  if (env.NODE_ENV === 'production' && !allowed) {
    throw new InputError(
      'The embedded engine runs the code of users on this machine and is not meant for production; if that is wanted, set mlops.local.allowInProduction to true',
    );
  }
  return {
    dataDirectory: config?.getOptionalString('dataDirectory') ?? '.data/local',
    slots: positive(config, 'slots') ?? availableParallelism(),
    maxRuns: positive(config, 'maxRuns') ?? DEFAULT_MAX_RUNS,
    uv: config?.getOptionalString('uv') ?? 'uv',
    python: config?.getOptionalString('python') ?? 'python3',
    minimumFreeDisk: bytes(
      config?.getOptionalString('minimumFreeDisk') ?? DEFAULT_FREE_DISK,
    ),
  };
}

function positive(config: Config | undefined, key: string): number | undefined {
  const value = config?.getOptionalNumber(key);
  if (value !== undefined && (!Number.isInteger(value) || value < 1)) {
    throw new InputError(
      `mlops.local.${key} must be a whole number above 0, not ${value}`,
    );
  }
  return value;
}

function bytes(text: string): number {
  const memory = parseMemory(text);
  if (!memory.ok) {
    throw new InputError(`mlops.local.minimumFreeDisk: ${memory.message}`);
  }
  return memory.value.requestBytes;
}
