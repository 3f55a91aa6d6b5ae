import { mkdtempSync, readdirSync, statSync } from 'node:fs';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PortSockets } from './PortSockets';

describe('PortSockets', () => {
  /** A program that says who it is, and then what it is told. */
  async function program(word: string) {
    const open = new Set<Socket>();
    const server = createServer(socket => {
      open.add(socket);
      socket.write(`${word} `);
      socket.pipe(socket);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    return {
      open,
      reach: async () => connect(port, '127.0.0.1'),
      close: () => server.close(),
    };
  }

  /** What comes first, of so many bytes. */
  async function shown(socket: Socket, bytes: number): Promise<string> {
    let got = '';
    while (got.length < bytes) got += (await once(socket, 'data'))[0];
    socket.destroy();
    return got;
  }

  it('makes a connection of each connection, for one user of the machine', async () => {
    const { reach, close } = await program('one');
    const sockets = new PortSockets();
    const path = await sockets.path('one', reach);
    expect(await sockets.path('one', reach)).toBe(path);
    // eslint-disable-next-line no-bitwise
    expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
    const both = await Promise.all(
      ['a', 'b'].map(async word => {
        const socket = connect(path);
        socket.write(word);
        return shown(socket, 5);
      }),
    );
    expect(both).toEqual(['one a', 'one b']);
    close();
  });

  it('keeps ports apart', async () => {
    const sockets = new PortSockets();
    const programs = [await program('one'), await program('two')];
    for (const [place, { reach, close }] of programs.entries()) {
      const path = await sockets.path(String(place), reach);
      const socket = connect(path);
      expect(await shown(socket, 4)).toBe(place === 0 ? 'one ' : 'two ');
      close();
    }
  });

  it('ends a connection where nobody is reached', async () => {
    const path = await new PortSockets().path('none', async () => {
      throw new Error('refused');
    });
    const socket = connect(path);
    await once(socket.resume(), 'close');
    expect(socket.bytesRead).toBe(0);
  });

  it('ends the connection behind with the one before', async () => {
    const { open, reach, close } = await program('one');
    const path = await new PortSockets().path('one', reach);
    const socket = connect(path);
    await once(socket, 'data');
    const [behind] = open;
    socket.destroy();
    await once(behind, 'close');
    expect(behind.destroyed).toBe(true);
    close();
  });

  it('removes what a process has left that is gone', async () => {
    // No process has a number that large.
    const left = mkdtempSync(join(tmpdir(), 'mlops-ports-99999999-'));
    await new PortSockets().path('one', async () => {
      throw new Error('refused');
    });
    expect(readdirSync(tmpdir())).not.toContain(left.split('/').at(-1));
  });
});
