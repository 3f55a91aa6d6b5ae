import type { WebSocket } from 'ws';

/** How often the other side is asked whether it is still there; proxies end what is silent for a minute. */
const BEAT_EVERY_MS = 30_000;

/** Breaks a socket off when its other side has left without a word. */
export function keepAlive(socket: WebSocket): void {
  let isThere = true;
  const timer = setInterval(() => {
    if (!isThere) socket.terminate();
    isThere = false;
    socket.ping();
  }, BEAT_EVERY_MS);
  socket.on('pong', () => {
    isThere = true;
  });
  socket.once('close', () => clearInterval(timer));
}
