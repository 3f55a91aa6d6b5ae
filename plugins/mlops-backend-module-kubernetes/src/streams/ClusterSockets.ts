import type { IncomingMessage } from 'node:http';
import { text } from 'node:stream/consumers';
import { WebSocket } from 'ws';
import type { ClusterDetails } from '../cluster/readClusters';
import { refusal, unanswered } from '../cluster/refusal';

/** Milliseconds in which an answer has to begin. */
const PATIENCE_MS = 30_000;

/**
 * Milliseconds between two signs of life. What is in between gives up connections that are silent, and a connection
 * whose other end is gone says nothing of it.
 */
const PING_EVERY_MS = 20_000;

/** Opens WebSockets to an API server, with the credentials of the portal. */
export class ClusterSockets {
  readonly #details: ClusterDetails;

  constructor(details: ClusterDetails) {
    this.#details = details;
  }

  /**
   * @param protocols - the dearest first; which one was taken is in `protocol` of the socket
   * @returns a socket that is open and paused, so that no message is missed
   * @throws ClusterError when the API server refuses, ServiceUnavailableError when it does not answer
   */
  async open(
    path: string,
    query: ReadonlyArray<readonly [name: string, value: string]>,
    protocols: readonly string[],
    signal: AbortSignal,
  ): Promise<WebSocket> {
    const { name, certificateAuthority, skipVerify } = this.#details;
    const token = await this.#details.token();
    signal.throwIfAborted();
    const url = new URL(this.#details.url.replace(/\/+$/, '') + path);
    query.forEach(([key, value]) => url.searchParams.append(key, value));
    const socket = new WebSocket(url, [...protocols], {
      ca: certificateAuthority,
      rejectUnauthorized: !skipVerify,
      handshakeTimeout: PATIENCE_MS,
      perMessageDeflate: false,
      headers: token === undefined ? {} : { Authorization: `Bearer ${token}` },
    });
    const onAbort = () => socket.terminate();
    signal.addEventListener('abort', onAbort, { once: true });
    socket.once('close', () => signal.removeEventListener('abort', onAbort));
    await new Promise<void>((resolve, reject) => {
      socket.once('open', () => {
        socket.pause();
        resolve();
      });
      socket.once('unexpected-response', (_, answer) =>
        refused(name, answer).then(reject, reject),
      );
      socket.on('error', error => reject(unanswered(name, error)));
    });
    keepAlive(socket);
    return socket;
  }
}

async function refused(
  cluster: string,
  answer: IncomingMessage,
): Promise<Error> {
  return refusal(cluster, answer.statusCode ?? 0, await text(answer));
}

function keepAlive(socket: WebSocket): void {
  let isAlive = true;
  const note = () => {
    isAlive = true;
  };
  socket.on('pong', note);
  const timer = setInterval(() => {
    // One that is paused reads no answers; whoever does not read it will notice by itself.
    if (!isAlive && !socket.isPaused) {
      socket.terminate();
      return;
    }
    isAlive = false;
    socket.ping();
  }, PING_EVERY_MS);
  timer.unref();
  socket.once('close', () => clearInterval(timer));
}
