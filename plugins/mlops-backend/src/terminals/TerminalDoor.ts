import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import {
  TERMINAL_MESSAGE_BYTES,
  TERMINAL_PROTOCOL,
} from '@mlops/plugin-mlops-common';
import type { Knex } from 'knex';
import { takeTicket, type TicketClaims } from '../store/tickets';
import { refuseUpgrade } from './refuseUpgrade';
import { TerminalSession, type TerminalSessionDeps } from './TerminalSession';
import type { TerminalTarget } from './TerminalTarget';

interface TerminalDoorDeps extends TerminalSessionDeps {
  db: Knex;
  now: () => number;
}

/** Lets whoever brings a ticket open a socket, which is the terminal's once its owner has said who it is. */
export class TerminalDoor {
  readonly #deps: TerminalDoorDeps;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    maxPayload: TERMINAL_MESSAGE_BYTES,
    // The ticket is offered as a protocol too, and is never repeated.
    handleProtocols: () => TERMINAL_PROTOCOL,
  });
  readonly #open = new Set<TerminalSession>();
  #isClosed = false;

  constructor(deps: TerminalDoorDeps) {
    this.#deps = deps;
  }

  /** Takes the upgrade of a connection. */
  async take(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
  ): Promise<void> {
    // One that is broken off concerns nobody.
    socket.on('error', () => socket.destroy());
    try {
      const claims = this.#isClosed ? undefined : await this.#claims(request);
      if (!claims) {
        refuseUpgrade(socket, 401);
        return;
      }
      if (claims.origin !== (request.headers.origin ?? null)) {
        this.#deps.logger.warn(
          `A ticket of ${claims.actor} for a terminal was brought by a page of another origin`,
        );
        refuseUpgrade(socket, 403);
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, connected => {
        const session = new TerminalSession(this.#deps, connected, claims);
        this.#open.add(session);
        void session.over.finally(() => this.#open.delete(session));
      });
    } catch (error) {
      this.#deps.logger.error(
        'A ticket could not be looked up',
        error as Error,
      );
      refuseUpgrade(socket, 503);
    }
  }

  /** Ends all terminals, and lets nobody in any more. */
  async close(): Promise<void> {
    this.#isClosed = true;
    const open = [...this.#open];
    open.forEach(session => session.end('stopping'));
    await Promise.all(open.map(({ over }) => over));
  }

  async #claims({
    headers,
  }: IncomingMessage): Promise<TicketClaims<TerminalTarget> | undefined> {
    const { db, now } = this.#deps;
    const [protocol, ticket, ...more] = (
      headers['sec-websocket-protocol'] ?? ''
    ).split(/, */);
    if (protocol !== TERMINAL_PROTOCOL || !ticket || more.length > 0) {
      return undefined;
    }
    return takeTicket<TerminalTarget>(db, 'terminal', ticket, now());
  }
}
