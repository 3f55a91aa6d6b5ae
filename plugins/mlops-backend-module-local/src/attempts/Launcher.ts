import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** Starts supervisors by way of a small process: forking the backend itself takes ten times as long. */
export class Launcher {
  readonly #program: string;
  readonly #groups: readonly string[];
  readonly #ownIpc: boolean;
  readonly #pending = new Map<number, () => void>();
  #server: ChildProcess | undefined;
  #made = 0;

  /**
   * @param program - the supervisor's
   * @param options - `groups`: folders below which each supervisor gets a control group; `ownIpc`: whether
   * each gets IPC name spaces
   */
  constructor(
    program: string,
    options: { groups: readonly string[]; ownIpc: boolean },
  ) {
    this.#program = program;
    this.#groups = options.groups;
    this.#ownIpc = options.ownIpc;
  }

  /**
   * Starts the supervisor of an attempt.
   *
   * @returns when it has ended, or when nobody can tell any more
   * @throws Error when the program is gone
   */
  async launch(folder: string): Promise<void> {
    const server = this.#server ?? (await this.#start());
    const number = (this.#made += 1);
    await new Promise<void>(resolve => {
      this.#pending.set(number, resolve);
      server.stdin?.write(`${number} ${folder}\n`);
    });
  }

  /** Starts no more; what was started goes on. */
  close(): void {
    this.#server?.stdin?.end();
    this.#forget();
  }

  async #start(): Promise<ChildProcess> {
    const ipc = this.#ownIpc ? 'own' : 'host';
    const server = spawn(this.#program, ['--serve', ipc, ...this.#groups], {
      // What it starts outlives this process, and so do its sessions.
      detached: true,
      stdio: ['pipe', 'pipe', 'ignore'],
      env: {},
      cwd: '/',
    });
    this.#server = server;
    server.once('close', () => server === this.#server && this.#forget());
    server.stdin.on('error', () => this.#forget());
    createInterface(server.stdout).on('line', line => {
      const number = Number(line.split(' ')[0]);
      this.#pending.get(number)?.();
      this.#pending.delete(number);
    });
    try {
      await once(server, 'spawn');
    } catch (error) {
      this.#forget();
      throw error;
    }
    server.unref();
    return server;
  }

  /** Whoever waits looks at the folder of the attempt then. */
  #forget(): void {
    this.#server = undefined;
    for (const resolve of this.#pending.values()) resolve();
    this.#pending.clear();
  }
}
