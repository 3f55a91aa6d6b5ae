import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** An attempt that is set up; only its program is missing. */
export interface ArmedAttempt {
  /** Whether it is still there to be executed. */
  readonly isReady: boolean;
  /** Executes it. @returns when its supervisor has ended, or when nobody can tell any more */
  release(): Promise<void>;
  /** Gives it up, as if it had never been asked for. */
  drop(): void;
}

/** Starts supervisors by way of a small process: forking the backend itself takes ten times as long. */
export class Launcher {
  readonly #program: string;
  readonly #groups: readonly string[];
  readonly #ownIpc: boolean;
  /** Those that have not ended, each with whom to tell. */
  readonly #open = new Map<number, () => void>();
  #child: ChildProcess | undefined;
  #server: Promise<ChildProcess> | undefined;
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
   * Sets up an attempt: its supervisor, its control groups and its sandbox. Nothing of it is executed, and
   * nothing is claimed, before it is released; with this process it goes.
   *
   * @param spec - what `formatSpec` made
   * @throws Error when the program is gone
   */
  async arm(spec: string): Promise<ArmedAttempt> {
    this.#server ??= this.#start();
    const server = await this.#server;
    const number = (this.#made += 1);
    const ended = new Promise<void>(resolve => this.#open.set(number, resolve));
    const bytes = Buffer.from(spec);
    const say = (text: string) => server.stdin?.write(text);
    // At once: each write wakes the other side.
    server.stdin?.write(
      Buffer.concat([Buffer.from(`arm ${number} ${bytes.length}\n`), bytes]),
    );
    const open = this.#open;
    return {
      get isReady() {
        return open.has(number);
      },
      async release() {
        say(`go ${number}\n`);
        await ended;
      },
      drop: () => say(`drop ${number}\n`),
    };
  }

  /** Starts no more; what was executed goes on. */
  close(): void {
    void this.#server?.then(({ stdin }) => stdin?.end());
    if (this.#child) this.#forget(this.#child);
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
    this.#child = server;
    server.once('close', () => this.#forget(server));
    server.stdin.on('error', () => this.#forget(server));
    createInterface(server.stdout).on('line', line => {
      const number = Number(line.split(' ')[0]);
      this.#open.get(number)?.();
      this.#open.delete(number);
    });
    try {
      await once(server, 'spawn');
    } catch (error) {
      this.#forget(server);
      throw error;
    }
    server.unref();
    return server;
  }

  /** Whoever waits looks at the folder of the attempt then. */
  #forget(server: ChildProcess): void {
    if (server !== this.#child) return;
    this.#child = undefined;
    this.#server = undefined;
    for (const resolve of this.#open.values()) resolve();
    this.#open.clear();
  }
}
