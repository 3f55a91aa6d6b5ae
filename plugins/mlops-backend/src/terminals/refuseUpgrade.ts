import type { Duplex } from 'node:stream';

const WORDS = { 401: 'Unauthorized', 403: 'Forbidden', 503: 'Unavailable' };

/** Ends a connection that asked for a socket and gets none. Browsers tell pages no more than that. */
export function refuseUpgrade(socket: Duplex, status: keyof typeof WORDS) {
  socket.end(
    `HTTP/1.1 ${status} ${WORDS[status]}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
  );
}
