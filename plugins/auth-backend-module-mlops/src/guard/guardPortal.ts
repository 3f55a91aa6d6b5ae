import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Config } from '@backstage/config';
import type { Express, RequestHandler } from 'express';
import { launchHandler } from '../launch/launchHandler';
import { LaunchToken } from '../launch/LaunchToken';
import { refusalOf } from './refusalOf';
import { readSurroundings, type Surroundings } from './Surroundings';

/**
 * Turns away requests that are not for this portal, before anything else sees them, and exchanges the launch token.
 * For `configure` of the root HTTP router, before its defaults.
 *
 * @public
 */
export function guardPortal(portal: {
  app: Express;
  server: Server;
  config: Config;
}): void {
  const { app, server, config } = portal;
  const surroundings = readSurroundings(config);
  const file = config.getOptionalString('mlops.signIn.launchTokenFile');
  app.use(guardRequests(surroundings));
  app.get('/launch', launchHandler(new LaunchToken(file)));
  guardUpgrades(server, surroundings);
}

function guardRequests(surroundings: Surroundings): RequestHandler {
  return (req, res, next) => {
    const { url, headers } = req;
    const isUpgrade = headers.upgrade !== undefined;
    const refusal = refusalOf({ url, headers, isUpgrade }, surroundings);
    if (!refusal) {
      next();
      return;
    }
    const { status, message } = refusal;
    res.status(status).json({
      error: { name: 'NotAllowedError', message },
      response: { statusCode: status },
    });
  };
}

/**
 * Upgrades go past Express as soon as anybody listens for them. Ours is put first then, and not before, since there
 * are plugins which find the server by the first upgrade that does come through Express.
 */
function guardUpgrades(server: Server, surroundings: Surroundings): void {
  const guard = ({ url = '', headers }: IncomingMessage, socket: Duplex) => {
    const refusal = refusalOf({ url, headers, isUpgrade: true }, surroundings);
    if (!refusal) return;
    socket.end(
      `HTTP/1.1 ${refusal.status} Refused\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
    );
    socket.destroy();
  };
  const onListener = (event: string | symbol) => {
    if (event !== 'upgrade') return;
    server.off('newListener', onListener);
    server.prependListener('upgrade', guard);
  };
  server.on('newListener', onListener);
}
