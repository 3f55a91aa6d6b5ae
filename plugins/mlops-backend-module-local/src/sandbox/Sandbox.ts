import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { ServiceUnavailableError } from '@backstage/errors';
import { errorCode } from '../readIfThere';
import { sandboxArguments, type SandboxView } from './sandboxArguments';
import type { SystemEtc } from './SystemEtc';
import { systemView } from './systemView';

const PROGRAM = 'bwrap';
const run = promisify(execFile);

/** `auto` uses one where the system lets us, `required` refuses to start without. */
export type SandboxMode = 'auto' | 'required' | 'off';

/** Processes of a sandbox that are not the task's: the one that watches over it, and its first process. */
const LEVELS = 2;

/** Puts tasks into sandboxes of bubblewrap. */
export class Sandbox {
  readonly levels = LEVELS;
  readonly version: string;
  readonly #program: string;
  readonly #system: readonly string[];
  readonly #etc: SystemEtc;
  readonly #network: 'host' | 'none';

  private constructor(options: {
    program: string;
    version: string;
    system: readonly string[];
    etc: SystemEtc;
    network: 'host' | 'none';
  }) {
    this.version = options.version;
    this.#program = options.program;
    this.#system = options.system;
    this.#etc = options.etc;
    this.#network = options.network;
  }

  /**
   * Tries whether this system can make sandboxes.
   *
   * @param launcher - the program that limits processes inside and becomes the task's
   * @returns the sandbox, or why there is none
   */
  static async find(options: {
    launcher: string;
    interpreter: string | undefined;
    visible: readonly string[];
    etc: SystemEtc;
    network: 'host' | 'none';
  }): Promise<Sandbox | { lacks: string }> {
    const { launcher, interpreter, visible, etc, network } = options;
    const system = [
      ...systemView(interpreter, visible),
      ...['--ro-bind', launcher, launcher],
    ];
    try {
      const { stdout: program } = await run('/bin/sh', [
        ...['-c', `command -v ${PROGRAM}`],
      ]).catch(() => ({ stdout: '' }));
      if (!program.trim()) {
        return {
          lacks: `the program ${PROGRAM} is not installed: on Debian, apt-get install bubblewrap`,
        };
      }
      const path = program.trim();
      const { stdout: version } = await run(path, ['--version']);
      // Whether user namespaces, /proc and all that is bound can be had, only trying tells.
      await run(path, [
        ...['--unshare-user', '--uid', '1000', '--gid', '1000'],
        ...['--disable-userns', '--unshare-pid', '--proc', '/proc'],
        ...system,
        ...showEtc(etc),
        ...['--', '/bin/sh', '-c', ':'],
      ]);
      return new Sandbox({
        program: path,
        version: version.trim(),
        system,
        etc,
        network,
      });
    } catch (error) {
      const said =
        typeof error === 'object' && error !== null && 'stderr' in error
          ? String(error.stderr).trim()
          : errorCode(error);
      return { lacks: `${PROGRAM} cannot make a sandbox here: ${said}` };
    }
  }

  /** The command that executes `argv` inside of the sandbox of an attempt. */
  wrap(view: SandboxView, argv: readonly string[]): string[] {
    return [
      this.#program,
      ...sandboxArguments(
        [...this.#system, ...showEtc(this.#etc)],
        view.ownNetwork ? 'none' : this.#network,
        view,
      ),
      '--',
      ...argv,
    ];
  }
}

function showEtc(etc: SystemEtc): string[] {
  return ['--ro-bind', etc.current(), '/etc'];
}

/**
 * The sandbox that the configuration asks for.
 *
 * @throws ServiceUnavailableError when one is required and cannot be had
 */
export async function sandboxFor(
  mode: SandboxMode,
  options: Parameters<typeof Sandbox.find>[0],
): Promise<Sandbox | { lacks: string }> {
  if (mode === 'off') return { lacks: 'mlops.local.sandbox is off' };
  const found = await Sandbox.find(options);
  if (mode === 'required' && 'lacks' in found) {
    throw new ServiceUnavailableError(
      `Tasks of several people may only run in a sandbox, and ${found.lacks}. Get one, or let the portal listen on loopback and sign in one person`,
    );
  }
  return found;
}
