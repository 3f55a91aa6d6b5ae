import type { Config } from '@backstage/config';
import { isLoopback } from './isLoopback';

const DEFAULT_PORT = '7007';

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
  const { host, port } = listenAddress(config);
  const names = isLoopback(host)
    ? ['localhost', '127.0.0.1', '[::1]']
    : [nameForItself(host)];
  for (const name of names) hosts.add(`${name}:${port}`);
  for (const origin of corsOrigins(config)) origins.add(origin);
  return { hosts, origins };
}

/** Where the portal listens, by the defaults of Backstage: on all addresses, at the port 7007. */
function listenAddress(config: Config): { host: string; port: string } {
  const listen = config.getOptional('backend.listen');
  if (typeof listen === 'string' || typeof listen === 'number') {
    const [, host = '', port = ''] =
      /^(?:(.*):)?(\d*)$/.exec(`${listen}`) ?? [];
    return { host, port: port || DEFAULT_PORT };
  }
  const port = config.getOptional('backend.listen.port') ?? DEFAULT_PORT;
  return {
    host: config.getOptionalString('backend.listen.host') ?? '',
    port: `${port}`,
  };
}

/** By what the plugins of a portal ask each other, which Backstage makes of the address it listens at. */
function nameForItself(host: string): string {
  if (host === '' || host === '::') return 'localhost';
  if (host === '0.0.0.0') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host.toLowerCase();
}

function corsOrigins(config: Config): string[] {
  const origin = config.getOptional('backend.cors.origin');
  if (typeof origin === 'string') return [origin];
  return Array.isArray(origin)
    ? origin.filter((one): one is string => typeof one === 'string')
    : [];
}
