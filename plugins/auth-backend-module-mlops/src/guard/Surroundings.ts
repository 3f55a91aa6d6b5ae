import type { Config } from '@backstage/config';
import { isLoopback } from './isLoopback';

/** Where the portal is, as requests may name it. */
export interface Surroundings {
  /** As the header `Host` writes them, with the port where it is not that of the scheme. */
  hosts: ReadonlySet<string>;
  /** As the header `Origin` writes them. */
  origins: ReadonlySet<string>;
}

export function readSurroundings(config: Config): Surroundings {
  const urls = ['app.baseUrl', 'backend.baseUrl'].flatMap(key => {
    const url = config.getOptionalString(key);
    return url === undefined ? [] : [new URL(url)];
  });
  const hosts = new Set(urls.map(({ host }) => host));
  const origins = new Set(urls.map(({ origin }) => origin));
  for (const host of config.getOptionalStringArray(
    'mlops.signIn.allowedHosts',
  ) ?? []) {
    hosts.add(host.toLowerCase());
  }
  const port = config.getOptional('backend.listen.port');
  if (isLoopback(listenHost(config)) && port !== undefined) {
    for (const name of ['localhost', '127.0.0.1', '[::1]']) {
      hosts.add(`${name}:${port}`);
    }
  }
  for (const origin of corsOrigins(config)) origins.add(origin);
  return { hosts, origins };
}

/** Host on which the portal listens; `undefined`: on all. */
function listenHost(config: Config): string | undefined {
  const listen = config.getOptional('backend.listen');
  if (typeof listen === 'string') return listen.replace(/:\d*$/, '');
  return config.getOptionalString('backend.listen.host');
}

function corsOrigins(config: Config): string[] {
  const origin = config.getOptional('backend.cors.origin');
  if (typeof origin === 'string') return [origin];
  return Array.isArray(origin)
    ? origin.filter((one): one is string => typeof one === 'string')
    : [];
}
