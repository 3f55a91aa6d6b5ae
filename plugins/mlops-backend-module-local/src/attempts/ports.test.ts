import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createConnection, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { bytesOfStream } from '../__testUtils__/bytesOfStream';
import { compileSupervisor } from './compileSupervisor';
import { formatSpec } from './formatSpec';
import { Launcher } from './Launcher';

jest.setTimeout(60_000);

/** By the first byte of a connection: sends all back (e), answers at its end (a), or never says anything (s). */
const SERVER = `
import os, socket, threading, time
def serve(c):
    kind = c.recv(1)
    if kind == b'e':
        while piece := c.recv(65536):
            c.sendall(piece)
    if kind == b'a':
        size = 0
        while piece := c.recv(65536):
            size += len(piece)
        c.sendall(str(size).encode())
    if kind == b's':
        while c.recv(65536):
            pass
        print('left', flush=True)
        time.sleep(60)
    c.close()
time.sleep(float(os.environ.get('DELAY', '0')))
if os.environ['TARGET'].startswith('unix:'):
    s = socket.socket(socket.AF_UNIX)
    s.bind(os.environ['TARGET'][5:])
else:
    s = socket.socket(socket.AF_INET6 if os.environ.get('SIX') else socket.AF_INET)
    s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    s.bind(('::1' if os.environ.get('SIX') else '127.0.0.1', int(os.environ['TARGET'][4:])))
s.listen(5)
print('listening', flush=True)
while True:
    threading.Thread(target=serve, args=(s.accept()[0],), daemon=True).start()
`;

describe('ports of the supervisor', () => {
  let folder: string;
  let launcher: Launcher;
  const ended: Array<() => Promise<void>> = [];

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mlops-ports-'));
    const sources = resolve(__dirname, '../../supervisor');
    const program = await compileSupervisor(sources, join(folder, 'programs'));
    launcher = new Launcher(program, { groups: [], ownIpc: false });
  });
  afterEach(async () => {
    for (const end of ended.splice(0)) await end();
  });
  afterAll(async () => {
    launcher.close();
    await rm(folder, { recursive: true, force: true });
  });

  const read = (path: string) => readFile(path, 'utf8').catch(() => '');
  const until = async (holds: () => Promise<boolean>) => {
    while (!(await holds())) await new Promise(next => setTimeout(next, 10));
  };

  /** The server, and where it is reached. @returns also what it has logged, and the time its forwarder took */
  async function serve(
    target: (own: string) => string,
    env: Record<string, string> = {},
  ) {
    const own = await mkdtemp(join(folder, 'a-'));
    const port = { path: join(own, 'port'), target: target(own) };
    const armed = await launcher.arm(
      formatSpec({
        folder: own,
        directory: '/',
        timeoutSeconds: 60,
        graceSeconds: 1,
        memoryBytes: 0,
        processes: 0,
        logBytes: 0,
        freeDiskBytes: 0,
        sandboxLevels: 0,
        ports: [port],
        groupSettings: {},
        argv: ['python3', '-c', SERVER],
        environment: Object.entries({
          PATH: process.env.PATH ?? '/usr/bin:/bin',
          TARGET: port.target,
          ...env,
        }),
      }),
    );
    const end = armed.release();
    const log = () => read(join(own, 'log'));
    await until(async () => (await readdir(own)).includes('log'));
    const pid = Number((await read(join(own, 'claim'))).split(' ')[0]);
    ended.push(async () => {
      process.kill(pid, 'SIGTERM');
      await end;
    });
    if (!env.DELAY) await until(async () => (await log()) !== '');
    return { ...port, log, pid };
  }

  const dial = (path: string, first = ''): Socket => {
    const socket = createConnection({ path, allowHalfOpen: true });
    if (first) socket.write(first);
    return socket;
  };
  const onTcp = (number: number) => () => `tcp:${number}`;
  const onUnix = (own: string) => `unix:${join(own, 'own')}`;

  it.each([
    ['TCP', onTcp(18_471), {}],
    ['TCP on IPv6 only', onTcp(18_472), { SIX: '1' }],
    ['a Unix socket', onUnix, {}],
  ])(
    'carries every byte both ways at the same time by %s',
    async (_, target, env) => {
      const { path } = await serve(target, env);
      const sent = randomBytes(20_000_000);
      const socket = dial(path, 'e');
      socket.end(sent);
      const got = await bytesOfStream(socket);
      expect(got.equals(sent)).toBe(true);
    },
  );

  it('lets one side end and the other answer', async () => {
    const { path } = await serve(onUnix);
    const socket = dial(path, 'a');
    socket.end(Buffer.alloc(3_000_000));
    expect(String(await bytesOfStream(socket))).toBe('3000000');
  });

  it('loses nothing for a reader who is slow', async () => {
    const { path } = await serve(onUnix);
    const sent = randomBytes(2_000_000);
    const socket = dial(path, 'e');
    socket.pause();
    socket.end(sent);
    await new Promise(next => setTimeout(next, 500));
    expect((await bytesOfStream(socket)).equals(sent)).toBe(true);
  });

  it('takes more connections than it carries at a time, and than its program takes at once', async () => {
    const { path } = await serve(onUnix);
    const answers = await Promise.all(
      Array.from({ length: 600 }, async () => {
        const socket = dial(path, 'a');
        socket.end('12345');
        return String(await bytesOfStream(socket));
      }),
    );
    expect(new Set(answers)).toEqual(new Set(['5']));
  });

  it('tells whether its program takes connections', async () => {
    const { path, log } = await serve(onUnix, { DELAY: '0.7' });
    const probe = async () =>
      String(await bytesOfStream(dial(`${path}.probe`)));
    expect(await probe()).toBe('');
    await until(async () => (await log()) !== '');
    expect(await probe()).toBe('1');
  });

  it('tells the program when a client has gone, and does not spin over what is left open', async () => {
    const { path, log, pid } = await serve(onUnix);
    const gone = dial(path, 's');
    const waiting = dial(path, 's');
    const half = dial(path, 's');
    half.end();
    await until(async () => (await log()).includes('left'));
    gone.destroy();
    await until(async () => (await log()).match(/left/g)?.length === 2);
    const ticks = () => ticksOfForwarder(pid);
    const before = await ticks();
    await new Promise(next => setTimeout(next, 500));
    expect((await ticks()) - before).toBeLessThanOrEqual(2);
    waiting.destroy();
    half.destroy();
  });

  it('replaces the socket of an earlier start, and only once it has claimed its own', async () => {
    const first = await serve(onUnix);
    const again = await launcher.arm(
      formatSpec({
        folder: resolve(first.path, '..'),
        directory: '/',
        timeoutSeconds: 60,
        graceSeconds: 1,
        memoryBytes: 0,
        processes: 0,
        logBytes: 0,
        freeDiskBytes: 0,
        sandboxLevels: 0,
        ports: [{ path: first.path, target: 'tcp:1' }],
        groupSettings: {},
        argv: ['/bin/true'],
        environment: [],
      }),
    );
    // The folder is claimed already: this one leaves without a trace.
    await again.release();
    const socket = dial(first.path, 'a');
    socket.end('123');
    expect(String(await bytesOfStream(socket))).toBe('3');
  });
});

/** Of 10 ms each, of the processor. */
async function ticksOfForwarder(supervisor: number): Promise<number> {
  const path = `/proc/${supervisor}/task/${supervisor}/children`;
  for (const pid of (await readFile(path, 'utf8')).trim().split(' ')) {
    const text = await readFile(`/proc/${pid}/stat`, 'utf8');
    if (!text.includes('(mlops-ports)')) continue;
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return Number(fields[11]) + Number(fields[12]);
  }
  throw new Error('There is no forwarder');
}
