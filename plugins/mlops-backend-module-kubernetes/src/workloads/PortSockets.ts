import { rmSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline, type Duplex } from 'node:stream';

const PREFIX = 'mlops-ports-';

/** Milliseconds after its last connection for which a socket is kept. */
const IDLE_MS = 10 * 60_000;

interface Listening {
  path: string;
  server: Server;
  open: number;
  timer: NodeJS.Timeout | undefined;
}

/**
 * Unix sockets of which every connection is one to a port of a pod, made by the API server.
 *
 * Considered and not taken: the address of the pod, which a portal reaches only within the cluster, and every pod there
 * too, so that each program would need a secret of its own to ask for; a Service or an Ingress, which are reached by
 * even more; a port of this machine, which is everybody's on it; and the proxy of the API server for pods, which
 * rewrites paths and takes away headers. This way works wherever the portal is, needs one right (`pods/portforward`),
 * reaches programs that listen for themselves only, and is there for one user of this machine: the folder has mode
 * 0700. What it costs is one hop by way of the API server and the kubelet a connection.
 */
export class PortSockets {
  readonly #listening = new Map<string, Promise<Listening>>();
  #folder: Promise<string> | undefined;
  #made = 0;

  /**
   * Where a port is reached.
   *
   * @param key - of the port of the pod; the same gives the same socket
   */
  async path(
    key: string,
    connect: (signal: AbortSignal) => Promise<Duplex>,
  ): Promise<string> {
    let listening = this.#listening.get(key);
    if (!listening) {
      listening = this.#listen(key, connect);
      this.#listening.set(key, listening);
      listening.catch(() => this.#listening.delete(key));
    }
    const made = await listening;
    this.#rest(key, made);
    return made.path;
  }

  async #listen(
    key: string,
    connect: (signal: AbortSignal) => Promise<Duplex>,
  ): Promise<Listening> {
    this.#folder ??= newFolder();
    this.#made += 1;
    const path = join(await this.#folder, String(this.#made));
    const server = createServer();
    const made: Listening = { path, server, open: 0, timer: undefined };
    server.on('connection', (socket: Socket) => {
      made.open += 1;
      clearTimeout(made.timer);
      socket.once('close', () => {
        made.open -= 1;
        this.#rest(key, made);
      });
      void carry(socket, connect);
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(path, resolve);
    });
    server.unref();
    return made;
  }

  #rest(key: string, made: Listening): void {
    clearTimeout(made.timer);
    if (made.open > 0) return;
    made.timer = setTimeout(() => {
      this.#listening.delete(key);
      // Node removes the socket with its server.
      made.server.close();
      void rm(made.path, { force: true });
    }, IDLE_MS).unref();
  }
}

/** Of this process alone, and gone with it. */
async function newFolder(): Promise<string> {
  await removeLeft();
  const path = await mkdtemp(join(tmpdir(), `${PREFIX}${process.pid}-`));
  process.once('exit', () => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** What processes have left that were killed. Folders of others on this machine cannot be removed, and need not be. */
async function removeLeft(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const pid = Number(/^(\d+)-/.exec(name.slice(PREFIX.length))?.[1]);
    if (!Number.isNaN(pid) && !isAlive(pid)) {
      await rm(join(tmpdir(), name), { recursive: true, force: true }).catch(
        () => undefined,
      );
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function carry(
  socket: Socket,
  connect: (signal: AbortSignal) => Promise<Duplex>,
): Promise<void> {
  const gone = new AbortController();
  socket.on('error', () => undefined);
  socket.once('close', () => gone.abort());
  try {
    const upstream = await connect(gone.signal);
    pipeline(socket, upstream, socket, () => {
      socket.destroy();
      upstream.destroy();
    });
  } catch {
    // Whoever has connected hears that there is nobody.
    socket.destroy();
  }
}
