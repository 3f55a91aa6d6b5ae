import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const COMMAND = resolve(__dirname, '../../../../scripts/portal.mjs');

/** A portal of a test's own, which it may treat badly: other data and another port than the shared one. */
export class OwnPortal {
  private child: ChildProcess | null = null;

  private constructor(private readonly data: string, readonly port: number) {}

  static async prepare(): Promise<OwnPortal> {
    const data = await mkdtemp(join(tmpdir(), 'mlops-portal-'));
    return new OwnPortal(data, await freePort());
  }

  get url(): string {
    return `http://localhost:${this.port}`;
  }

  /** The address that lets the guest in, as the portal prints it. */
  async launchUrl(): Promise<string> {
    const token = await readFile(join(this.data, 'launch-token'), 'utf8');
    return `${this.url}/launch?token=${token.trim()}`;
  }

  /** Starts the portal by the command of the README and waits until it is ready. */
  async start(): Promise<void> {
    const child = this.command('--port', `${this.port}`);
    this.child = child;
    await new Promise<void>((ready, failed) => {
      let said = '';
      const hear = (text: string) => {
        said += text;
        if (said.includes('The portal is ready')) ready();
      };
      child.stdout?.setEncoding('utf8').on('data', hear);
      child.stderr?.setEncoding('utf8').on('data', hear);
      child.once('exit', code =>
        failed(new Error(`The portal ended with ${code}:\n${said}`)),
      );
    });
  }

  /** `kill -9` of the process that serves, and of nothing else. */
  async kill(): Promise<void> {
    const lock = await readFile(join(this.data, 'portal.lock'), 'utf8');
    const { pid }: { pid: number } = JSON.parse(lock);
    const child = this.child;
    if (!child) throw new Error('The portal was not started');
    const ended = once(child, 'exit');
    process.kill(pid, 'SIGKILL');
    await ended;
  }

  /** Stops the portal and its tasks, and removes its data. */
  async dispose(): Promise<void> {
    const stop = this.command('stop', '--all');
    await once(stop, 'exit');
    await rm(this.data, { recursive: true, force: true });
  }

  private command(...words: string[]): ChildProcess {
    return spawn(process.execPath, [COMMAND, ...words, '--data', this.data], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (address === null || typeof address === 'string') {
    throw new Error('The system gave no port');
  }
  return address.port;
}
