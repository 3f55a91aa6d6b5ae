import type { Mount } from '@mlops/plugin-mlops-common';
import type { ControlGroups } from '../limits/ControlGroups';
import { isMountable, type SandboxView } from '../sandbox/sandboxArguments';
import type { Sandbox } from '../sandbox/Sandbox';
import type { AttemptSpec, PortSocket } from './formatSpec';

/** Where the sandbox's launcher finds the pipe that tells why it could not start; the supervisor's `FAILURE_FD`. */
const FAILURE_FD = '3';
/** Where it waits for its turn; the supervisor's `GATE_FD`. */
const GATE_FD = '4';

/** What every task of this machine may use; its memory is its own definition's. */
export interface TaskLimits {
  /** At the same time. */
  processes: number;
  /** Of a log; what comes after is dropped. */
  logBytes: number;
  /** Bytes of the disk: with less, a task that holds a good part of it is ended. */
  freeDiskBytes: number;
}

/** What keeps tasks to themselves on this machine, as far as the system lets us. */
export class Confinement {
  readonly #sandbox: Sandbox | { lacks: string };
  readonly #groups: ControlGroups | undefined;
  readonly #launcher: string;
  readonly #limits: TaskLimits;
  readonly #ownIpc: boolean;

  /** @param launcher - the supervisor's program, which also starts programs inside of sandboxes */
  constructor(deps: {
    sandbox: Sandbox | { lacks: string };
    groups: ControlGroups | undefined;
    launcher: string;
    limits: TaskLimits;
    /** Supervisors have IPC name spaces of their own. */
    ownIpc: boolean;
  }) {
    this.#sandbox = deps.sandbox;
    this.#groups = deps.groups;
    this.#launcher = deps.launcher;
    this.#limits = deps.limits;
    this.#ownIpc = deps.ownIpc;
  }

  /** What is enforced here and by whom, in words for people. */
  describe(): string {
    const sandbox =
      'lacks' in this.#sandbox
        ? `Tasks run without a sandbox (${this.#sandbox.lacks})`
        : `Tasks run in a sandbox (${this.#sandbox.version})`;
    const limits = this.#groups
      ? `the kernel keeps their limits of memory and processes (control groups, version ${
          this.#groups.version
        })`
      : 'their limits of memory and processes are kept by looking every second';
    return `${sandbox}; ${limits}`;
  }

  /** Whether programs have a view of the machine of their own, in which folders are where they are shown. */
  get isSandbox(): boolean {
    return !('lacks' in this.#sandbox);
  }

  /** What a shell beside a task keeps to; 0 where the limit is kept around both of them. */
  get shellProcesses(): number {
    return 'lacks' in this.#sandbox ? 0 : this.#limits.processes;
  }

  /** Whether a mount of a program reaches it. */
  applies(mount: Mount): boolean {
    return !('lacks' in this.#sandbox) && isMountable(mount);
  }

  /** How an attempt is executed so that it keeps to what is its own. */
  around(
    memoryBytes: number,
    view: Omit<SandboxView, 'ownIpc'>,
    ports: readonly PortSocket[],
    command: Pick<AttemptSpec, 'argv' | 'directory'>,
  ): Pick<
    AttemptSpec,
    | 'argv'
    | 'directory'
    | 'freeDiskBytes'
    | 'groupSettings'
    | 'logBytes'
    | 'memoryBytes'
    | 'ports'
    | 'processes'
    | 'sandboxLevels'
  > {
    const { processes, logBytes, freeDiskBytes } = this.#limits;
    const limits = { memoryBytes, processes };
    const groupSettings = this.#groups?.settings(limits) ?? {};
    const watched = {
      ...(this.#groups ? { memoryBytes: 0, processes: 0 } : limits),
      logBytes,
      freeDiskBytes,
    };
    if ('lacks' in this.#sandbox) {
      return { ...command, ...watched, groupSettings, ports, sandboxLevels: 0 };
    }
    const inside = [
      this.#launcher,
      '--exec',
      FAILURE_FD,
      GATE_FD,
      String(limits.processes),
      String(ports.length),
      ...ports.map(({ target }) => target),
      ...command.argv,
    ];
    return {
      ...watched,
      argv: this.#sandbox.wrap({ ...view, ownIpc: this.#ownIpc }, inside),
      // The sandbox goes on to where the task begins.
      directory: view.work,
      groupSettings,
      ports,
      sandboxLevels: this.#sandbox.levels,
    };
  }
}
