import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { ServerResponse, type IncomingMessage, type Server } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** Takes the upgrade of a connection, or ends it. */
export type UpgradeHandler = (
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
) => void;

/**
 * The sockets of the portal. Upgrades do not go through the routers of plugins, and no barrier asks who comes:
 * whoever takes one judges it alone.
 *
 * @public
 */
export class PortalSockets {
  readonly #handlers = new Map<string, UpgradeHandler>();
  #attached = false;
  #hasOthers = false;

  /** Whether sockets come here at all. */
  get isAttached(): boolean {
    return this.#attached;
  }

  /**
   * Listens to a server. For `configure` of the root HTTP router, after `guardPortal`.
   *
   * As soon as anybody listens, Node shows upgrades to Express no more; yet there are plugins which find the
   * server by the first upgrade that comes through Express. What is not ours goes there until one of them listens.
   */
  attach(server: Server): void {
    server.on('upgrade', (request, socket, head) => {
      // Somebody before us has refused it.
      if (socket.destroyed || socket.writableEnded) return;
      const handler = this.#handlers.get(pathOf(request));
      if (handler) handler(request, socket, head);
      else if (!this.#hasOthers) passOn(server, request, socket);
    });
    server.on('newListener', event => {
      if (event === 'upgrade') this.#hasOthers = true;
    });
    this.#attached = true;
  }

  /** @param path - the whole of it, without a query */
  handle(path: string, handler: UpgradeHandler): void {
    this.#handlers.set(path, handler);
  }
}

/** @public */
export const portalSocketsServiceRef = createServiceRef<PortalSockets>({
  id: 'mlops.sockets',
  scope: 'root',
  // Nobody has attached it: what needs sockets says that there are none.
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: {},
      factory: () => new PortalSockets(),
    }),
});

/** As Node itself does where nobody listens. */
function passOn(server: Server, request: IncomingMessage, socket: Duplex) {
  const response = new ServerResponse(request);
  response.shouldKeepAlive = false;
  if (socket instanceof Socket) response.assignSocket(socket);
  response.on('finish', () => socket.end());
  // Nothing else looks whether the other side has gone, and a server that ends waits for it.
  socket.on('error', () => socket.destroy());
  socket.on('end', () => socket.destroy());
  socket.resume();
  server.emit('request', request, response);
}

function pathOf({ url = '' }: IncomingMessage): string {
  return url.split('?')[0];
}
