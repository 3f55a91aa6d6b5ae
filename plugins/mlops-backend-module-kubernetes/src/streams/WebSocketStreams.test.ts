import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { ClusterSockets } from './ClusterSockets';
import { WebSocketStreams } from './WebSocketStreams';

const pod = { namespace: 'n', name: 'p' };
const { signal } = new AbortController();

/** An API server that speaks one protocol, and the socket that it gets. */
async function apiServer(speaks: string) {
  const http = createServer((_, answer) => {
    answer.writeHead(403, { 'Content-Type': 'application/json' });
    answer.end(JSON.stringify({ message: 'pods "p" is forbidden' }));
  });
  const sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: asked => (asked.has(speaks) ? speaks : false),
  });
  const asked: IncomingMessage[] = [];
  const met: WebSocket[] = [];
  http.on('upgrade', (request, socket, head) => {
    if (request.url?.includes('forbidden')) {
      socket.end('HTTP/1.1 403 Forbidden\r\n\r\n{"message":"not for you"}');
      return;
    }
    asked.push(request);
    sockets.handleUpgrade(request, socket, head, one => {
      met.push(one);
      sockets.emit('connection', one);
    });
  });
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  const { port } = http.address() as AddressInfo;
  const streams = new WebSocketStreams(
    new ClusterSockets({
      name: 'alpha',
      url: `http://127.0.0.1:${port}/`,
      token: async () => 'token',
      certificateAuthority: undefined,
      skipVerify: false,
    }),
  );
  return { http, sockets, asked, met, streams };
}

describe('streams to pods', () => {
  let server: Awaited<ReturnType<typeof apiServer>>;
  const begin = async (speaks: string) => {
    server = await apiServer(speaks);
    return server.streams;
  };
  const execute = (streams: typeof server.streams, command: string[]) =>
    streams.exec({ pod, container: 'main', command, terminal: null, signal });

  afterEach(() => {
    server.met.forEach(socket => socket.terminate());
    server.http.closeAllConnections();
    server.http.close();
  });

  it('ask for each part of a command by itself, as the portal', async () => {
    const streams = await begin('v5.channel.k8s.io');
    await execute(streams, ['sh', '-c', 'a b&tty=true']);
    const { url = '', headers } = server.asked[0];
    const { pathname, searchParams } = new URL(url, 'http://x');
    expect(pathname).toBe('/api/v1/namespaces/n/pods/p/exec');
    expect(searchParams.getAll('command')).toEqual([
      'sh',
      '-c',
      'a b&tty=true',
    ]);
    expect(searchParams.getAll('tty')).toEqual(['false']);
    expect(headers.authorization).toBe('Bearer token');
  });

  it('end the input alone where the API server knows how', async () => {
    const streams = await begin('v5.channel.k8s.io');
    const { stream, end } = await execute(streams, ['cat']);
    const [socket] = server.met;
    const got: Buffer[] = [];
    socket.on('message', (bytes: Buffer) => got.push(bytes));
    stream.end('last');
    await once(stream, 'finish');
    while (got.length < 2) await once(socket, 'message');
    expect(got.map(String)).toEqual(
      ['\0last', '\xff\0'].map(text => String(Buffer.from(text, 'latin1'))),
    );
    socket.send(Buffer.from('\x01out'));
    socket.send(Buffer.from('\x03{"status":"Success"}'));
    socket.close();
    const [read] = await once(stream, 'data');
    expect(String(read)).toBe('out');
    expect(await end).toEqual({ kind: 'exited', code: 0 });
  });

  it('speak the older protocol with an older API server', async () => {
    const streams = await begin('v4.channel.k8s.io');
    const { stream, end } = await execute(streams, ['cat']);
    stream.destroy();
    expect(await end).toEqual({ kind: 'lost' });
  });

  it('tell a refusal with the words of the cluster', async () => {
    const streams = await begin('v5.channel.k8s.io');
    await expect(execute(streams, ['forbidden'])).rejects.toMatchObject({
      name: 'ClusterError',
      status: 403,
      message: 'The cluster "alpha" refuses: not for you',
    });
  });

  it('tell a cluster that is away', async () => {
    const streams = await begin('v5.channel.k8s.io');
    server.http.close();
    await expect(execute(streams, ['true'])).rejects.toThrow(
      /cluster "alpha" does not answer/,
    );
  });

  it('end with the signal', async () => {
    const streams = await begin('v5.channel.k8s.io');
    const stop = new AbortController();
    const { stream, end } = await streams.exec({
      pod,
      container: 'main',
      command: ['cat'],
      terminal: { columns: 80, rows: 24 },
      signal: stop.signal,
    });
    const closed = once(stream.resume(), 'close');
    stop.abort();
    expect(await end).toEqual({ kind: 'lost' });
    await closed;
  });

  it('leave the greeting of a port out, and nothing else of two bytes', async () => {
    const streams = await begin('v4.channel.k8s.io');
    const stream = await streams.connect({ pod, port: 8080, signal });
    const [socket] = server.met;
    for (const text of ['\0\x90\x1f', '\x01\x90\x1f', '\0ok', '\0!']) {
      socket.send(Buffer.from(text, 'latin1'));
    }
    socket.close();
    let got = '';
    for await (const bytes of stream) got += bytes;
    expect(got).toBe('ok!');
    expect(server.asked[0].url).toMatch(/portforward\?ports=8080$/);
  });

  it('break off where nobody takes the connection', async () => {
    const streams = await begin('v4.channel.k8s.io');
    const stream = await streams.connect({ pod, port: 8080, signal });
    const [socket] = server.met;
    const broken = once(stream, 'error');
    stream.resume();
    for (const text of ['\0\x90\x1f', '\x01\x90\x1f', '\x01refused']) {
      socket.send(Buffer.from(text, 'latin1'));
    }
    // An error in place of a value.
    await expect(broken).resolves.toEqual([
      expect.objectContaining({ message: 'Port 8080 of p: refused' }),
    ]);
  });
});
