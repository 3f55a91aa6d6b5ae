import { availableParallelism } from 'node:os';
import { isAbsolute, normalize } from 'node:path';
import type { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { parseMemory } from '@mlops/plugin-mlops-common';
import type { LocalEngineOptions } from './createLocalEngine';
import type { SandboxMode } from './sandbox/Sandbox';

const DEFAULT_MAX_RUNS = 8;
const DEFAULT_FREE_DISK = '1G';
const DEFAULT_MAX_LOG = '1G';
const DEFAULT_MAX_PROCESSES = 1024;
const LOOPBACK = /^(localhost|127(\.\d+){3}|::1|\[::1\])$/;

/** What `mlops.local` of the configuration says. */
export function readLocalConfig(
  root: Config,
  env: Readonly<Record<string, string | undefined>>,
): Omit<LocalEngineOptions, 'logger' | 'env' | 'now'> {
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
    minimumFreeDisk: bytes(config, 'minimumFreeDisk', DEFAULT_FREE_DISK),
    maxLog: bytes(config, 'maxLog', DEFAULT_MAX_LOG),
    sandbox: sandboxMode(root),
    network: oneOf(config, 'network', ['host', 'none']),
    visible: (config?.getOptionalStringArray('visible') ?? []).map(absolute),
    maxProcesses: positive(config, 'maxProcesses') ?? DEFAULT_MAX_PROCESSES,
  };
}

/** Where more than one person can come, nothing else than a sandbox keeps them apart. */
function sandboxMode(root: Config): SandboxMode {
  const config = root.getOptionalConfig('mlops.local');
  const wanted = oneOf(config, 'sandbox', ['auto', 'required', 'off']);
  const others = whyOthersCome(root);
  if (others === undefined) return wanted;
  if (wanted === 'off') {
    throw new InputError(
      `mlops.local.sandbox is off, and ${others}: tasks of several people may only run in a sandbox`,
    );
  }
  return 'required';
}

function whyOthersCome(root: Config): string | undefined {
  const host = root.getOptional('backend.listen.host');
  // Without a host, Backstage listens on every address.
  if (typeof host !== 'string' || !LOOPBACK.test(host)) {
    return 'the portal listens beyond loopback';
  }
  const providers = root.getOptionalConfig('auth.providers')?.keys() ?? [];
  // Guest and demo accounts are one person, who has the launch token.
  const real = providers.filter(name => name !== 'guest' && name !== 'demo');
  return real.length > 0 ? `people sign in with ${real.join(', ')}` : undefined;
}

function oneOf<T extends string>(
  config: Config | undefined,
  key: string,
  words: readonly [T, ...T[]],
): T {
  const value = config?.getOptionalString(key) ?? words[0];
  const word = words.find(known => known === value);
  if (word === undefined) {
    throw new InputError(
      `mlops.local.${key} must be one of ${words.join(', ')}, not "${value}"`,
    );
  }
  return word;
}

function absolute(path: string): string {
  if (!isAbsolute(path) || normalize(path) === '/') {
    throw new InputError(
      `mlops.local.visible holds absolute paths below /, not "${path}"`,
    );
  }
  return normalize(path);
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

function bytes(
  config: Config | undefined,
  key: string,
  otherwise: string,
): number {
  const memory = parseMemory(config?.getOptionalString(key) ?? otherwise);
  if (!memory.ok) throw new InputError(`mlops.local.${key}: ${memory.message}`);
  return memory.value.requestBytes;
}
