import { once } from 'node:events';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigReader } from '@backstage/config';
import express from 'express';
import request from 'supertest';
import { WebSocket, WebSocketServer } from 'ws';
import { guardPortal } from './guardPortal';

/** A portal that answers everything, and a plugin that takes every socket as soon as one has asked for it. */
async function portal() {
  const folder = await mkdtemp(join(tmpdir(), 'guard-'));
  const file = join(folder, 'token');
  await writeFile(file, 'right');
  const app = express();
  const server = createServer(app);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  guardPortal({
    app,
    server,
    config: new ConfigReader({
      app: { baseUrl: `http://localhost:${port}` },
      backend: {
        baseUrl: `http://localhost:${port}`,
        listen: { host: '127.0.0.1', port },
        cors: { origin: 'http://localhost:3000' },
      },
      mlops: {
        signIn: {
          launchTokenFile: file,
          allowedHosts: ['portal.internal:8080'],
        },
      },
    }),
  });
  const sockets = new WebSocketServer({ noServer: true });
  app.use((req, res) => {
    if (req.headers.upgrade && server.listenerCount('upgrade') === 0) {
      server.on('upgrade', (asked, socket, head) =>
        sockets.handleUpgrade(asked, socket, head, connected =>
          connected.send('hello'),
        ),
      );
    }
    res.send('inside');
  });
  return { server, port, agent: request(server) };
}

describe('guardPortal', () => {
  let asked: Awaited<ReturnType<typeof portal>>;
  beforeAll(async () => {
    asked = await portal();
  });
  afterAll(() => {
    asked.server.closeAllConnections();
    asked.server.close();
  });

  it.each([
    'evil.example',
    'localhost.evil.example',
    'localhost',
    '',
    '0.0.0.0',
  ])('answers nobody who calls it %j, as after DNS rebinding', async host => {
    const { agent, port } = asked;
    const name = host && `${host}:${port + (host === 'localhost' ? 1 : 0)}`;
    const answer = await agent.get('/api/mlops/me').set('Host', name);
    expect(answer.status).toBe(421);
    expect(answer.text).not.toContain('inside');
  });

  it('answers to each of its own names', async () => {
    const { agent, port } = asked;
    for (const host of [
      `localhost:${port}`,
      `127.0.0.1:${port}`,
      `[::1]:${port}`,
      `LOCALHOST:${port}`,
      'portal.internal:8080',
    ]) {
      expect((await agent.get('/').set('Host', host)).text).toBe('inside');
    }
  });

  it('tells its health to whoever asks by address', async () => {
    const path = '/.backstage/health/v1/readiness';
    const answer = await asked.agent.get(path).set('Host', '10.0.0.7:7007');
    expect(answer.text).toBe('inside');
  });

  it.each([
    'http://evil.example',
    'http://localhost:9999',
    'null',
    'https://localhost.evil.example',
  ])('does nothing for pages of %s', async origin => {
    const { agent, port } = asked;
    for (const method of ['get', 'post', 'options'] as const) {
      const answer = await agent[method]('/api/auth/guest/refresh')
        .set('Host', `localhost:${port}`)
        .set('Origin', origin);
      expect(answer.status).toBe(403);
    }
  });

  it('works for its own pages and those of the development server', async () => {
    const { agent, port } = asked;
    for (const origin of [
      `http://localhost:${port}`,
      `http://127.0.0.1:${port}`,
      'http://localhost:3000',
    ]) {
      const answer = await agent
        .post('/api/x')
        .set('Host', `localhost:${port}`)
        .set('Origin', origin);
      expect(answer.text).toBe('inside');
    }
  });

  it('exchanges the launch token for a cookie that scripts cannot read and other sites do not send', async () => {
    const { agent, port } = asked;
    const open = (query: string) =>
      agent.get(`/launch${query}`).set('Host', `localhost:${port}`);
    const answer = await open('?token=right');
    expect(answer.status).toBe(303);
    const [, proof] =
      /^\/#launch=([\w-]{40,})$/.exec(answer.headers.location) ?? [];
    const [cookie] = answer.headers['set-cookie'];
    expect(cookie).not.toContain(proof);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
    expect(cookie).toMatch(/Path=\/api\/auth;/);
    expect(cookie).not.toContain('right');
    for (const wrong of [
      '',
      '?token=',
      '?token=wrong',
      '?token=right&token=x',
    ]) {
      const refused = await open(wrong);
      expect(refused.status).toBe(403);
      expect(refused.headers['set-cookie']).toBeUndefined();
    }
  });

  describe('with sockets', () => {
    const outcome = async (path: string, protocol: string[], headers = {}) => {
      const socket = new WebSocket(
        `ws://localhost:${asked.port}${path}`,
        protocol,
        { headers },
      );
      try {
        return await Promise.race([
          once(socket, 'message').then(([text]) => String(text)),
          once(socket, 'error').then(() => 'refused'),
        ]);
      } catch {
        return 'refused';
      } finally {
        socket.terminate();
      }
    };

    beforeAll(() => outcome('/api/signals', ['somebody']));

    it('gives signals to those who say who they are, and to nobody else', async () => {
      expect(await outcome('/api/signals', ['somebody'])).toBe('hello');
      expect(await outcome('/api/signals', [])).toBe('refused');
      expect(await outcome('/api/signals?x', [])).toBe('refused');
      // The plugin listens to whatever its own address ends with.
      expect(await outcome('/signals', [])).toBe('refused');
    });

    it('takes no socket of a foreign page or under a foreign name', async () => {
      for (const headers of [
        { Origin: 'http://evil.example' },
        { Host: 'evil.example' },
      ]) {
        expect(await outcome('/api/signals', ['somebody'], headers)).toBe(
          'refused',
        );
      }
    });
  });
});
