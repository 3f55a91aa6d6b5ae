import type { IncomingHttpHeaders } from 'node:http';
import type { Surroundings } from './Surroundings';

/** Why a request is not for this portal, with the status that says so. */
export interface RequestRefusal {
  status: 401 | 403 | 421;
  message: string;
}

/** Orchestrators ask by address. It tells nothing. */
const HEALTH = '/.backstage/health/';

/**
 * Judges a request by where it says it goes to and comes from. A name that somebody made point to this machine
 * (DNS rebinding) is none of ours, and no page of elsewhere may ask in the name of who looks at it.
 */
export function refusalOf(
  request: { url: string; headers: IncomingHttpHeaders; isUpgrade: boolean },
  { hosts, origins }: Surroundings,
): RequestRefusal | undefined {
  const { url, headers, isUpgrade } = request;
  if (!isUpgrade && url.startsWith(HEALTH)) return undefined;
  const host = headers.host?.toLowerCase() ?? '';
  if (!hosts.has(host)) {
    return {
      status: 421,
      message: `This portal is not "${printable(
        host,
      )}"; an operator can allow that name in mlops.signIn.allowedHosts`,
    };
  }
  const { origin } = headers;
  if (origin !== undefined && !origins.has(origin) && !isHere(origin, hosts)) {
    return {
      status: 403,
      message: `Pages of "${printable(origin)}" may not ask this portal`,
    };
  }
  // Sockets carry their token there. Signals would take whoever brings none for a guest, under more than one path.
  if (isUpgrade && !headers['sec-websocket-protocol']) {
    return { status: 401, message: 'Sockets are for those who have signed in' };
  }
  return undefined;
}

/** The portal itself, by any of its names. */
function isHere(origin: string, hosts: ReadonlySet<string>): boolean {
  const match = /^https?:\/\/(.+)$/.exec(origin.toLowerCase());
  return match !== null && hosts.has(match[1]);
}

function printable(text: string): string {
  return text.replace(/[^\x21-\x7e]/g, '?').slice(0, 100);
}
