import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import express from 'express';
import { WebSocket, WebSocketServer } from 'ws';
import { PortalSockets } from './PortalSockets';

/** A server with a plugin that, as signals do, listens from its first upgrade on that comes through Express. */
async function portal() {
  const app = express();
  const server = createServer(app);
  const sockets = new PortalSockets();
  sockets.attach(server);
  const all = new WebSocketServer({ noServer: true });
  sockets.handle('/ours', (...upgrade) =>
    all.handleUpgrade(...upgrade, connected => connected.send('ours')),
  );
  app.use('/silent', () => undefined);
  let isListening = false;
  app.use('/theirs', (req, res, next) => {
    if (isListening || !req.headers.upgrade) {
      next();
      return;
    }
    isListening = true;
    server.on('upgrade', (asked, socket, head) => {
      if (asked.url !== '/theirs') return;
      all.handleUpgrade(asked, socket, head, connected =>
        connected.send('theirs'),
      );
    });
    res.status(503).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

describe('PortalSockets', () => {
  let asked: Awaited<ReturnType<typeof portal>>;
  beforeAll(async () => {
    asked = await portal();
  });
  afterAll(() => {
    asked.server.closeAllConnections();
    asked.server.close();
  });

  const outcome = async (path: string) => {
    const socket = new WebSocket(`ws://127.0.0.1:${asked.port}${path}`);
    const answer = await Promise.race([
      once(socket, 'message').then(([text]) => String(text)),
      once(socket, 'unexpected-response').then(
        ([, response]) => response.statusCode,
      ),
    ]);
    socket.on('error', () => undefined);
    socket.terminate();
    return answer;
  };

  const connections = () =>
    promisify(asked.server.getConnections.bind(asked.server))();

  it('lets go of whoever leaves before anybody has answered', async () => {
    const socket = new WebSocket(`ws://127.0.0.1:${asked.port}/silent`);
    socket.on('error', () => undefined);
    while ((await connections()) === 0) await sleep(10);
    socket.terminate();
    while ((await connections()) > 0) await sleep(10);
    expect(await connections()).toBe(0);
  });

  it('takes what is for its own handlers and leaves the rest to Express, until others listen', async () => {
    expect(await outcome('/ours')).toBe('ours');
    expect(await outcome('/nobody')).toBe(404);
    expect(await outcome('/theirs')).toBe(503);
    expect(await outcome('/theirs')).toBe('theirs');
    expect(await outcome('/ours?x')).toBe('ours');
  });
});
