import { createServer, type RequestListener } from 'node:http';
import { once } from 'node:events';
import { connect, type AddressInfo } from 'node:net';
import type { AskedPort } from '@mlops/plugin-mlops-node';
import { askPort } from './askPort';

async function asked<T>(
  listener: RequestListener,
  ask: (port: AskedPort) => Promise<T>,
): Promise<T> {
  const server = createServer(listener);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    return await ask(askPort(async () => connect(port, '127.0.0.1')));
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('askPort', () => {
  const { signal } = new AbortController();

  it('asks over the connection, which it does not keep', async () => {
    const seen: Array<[string | undefined, string | undefined]> = [];
    const answer = await asked(
      ({ url, headers }, response) => {
        seen.push([url, headers.connection]);
        response.writeHead(204).end();
      },
      port => port.get('/ready', signal),
    );
    expect(answer).toBe(204);
    expect(seen).toEqual([['/ready', 'close']]);
  });

  it('takes a connection that stays for taken', async () => {
    const takes = await asked(
      () => undefined,
      port => port.takesConnections(signal),
    );
    expect(takes).toBe(true);
  });

  it('takes one that is closed soon for refused', async () => {
    const port = askPort(async () => {
      const server = createServer();
      server.on('connection', socket => socket.destroy());
      server.listen(0, '127.0.0.1');
      await once(server, 'listening');
      const connection = connect(
        (server.address() as AddressInfo).port,
        '127.0.0.1',
      );
      connection.once('close', () => server.close());
      return connection;
    });
    expect(await port.takesConnections(signal)).toBe(false);
  });

  it('waits no longer than it may', async () => {
    await expect(
      asked(
        () => undefined,
        port => port.get('/ready', AbortSignal.timeout(100)),
      ),
    ).rejects.toThrow();
  });
});
