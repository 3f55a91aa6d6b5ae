import { createHash } from 'node:crypto';
import { spawn } from 'node:child_process';
import { access, mkdir, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { DataFolder } from '../DataFolder';
import { uvEnvironment } from './uvEnvironment';

/** An environment that is being built or cannot be. */
export type EnvironmentState =
  | { state: 'building'; since: number }
  | { state: 'ready'; folder: string }
  | { state: 'failed'; reason: string };

interface Build {
  state: EnvironmentState;
  wantedBy: Set<string>;
  cancel: AbortController;
}

interface EnvironmentsDeps {
  data: DataFolder;
  /** The supervisor's program, which lets no build outlive this process: the next one builds in the same folder. */
  supervisor: string;
  uv: string;
  python: string;
  env: Readonly<Record<string, string | undefined>>;
  now: () => number;
  /** Told when a state has changed: who waits for it, and what to say to them. */
  onChange: (runs: readonly string[], message: string) => void;
}

/** Exit code of the supervisor's program when there is no program of a name, as of a shell. */
const NOT_FOUND = 127;

/** The file that an environment has once it is complete; its time is that of the last use. */
export const COMPLETE = '.complete';

/** Lines of the installer that are told when it fails. */
const TAIL_LINES = 12;

/**
 * Python environments, one for each set of requirements: built once however many tasks want it, kept for
 * later runs, given up when nobody wants it any more.
 */
export class Environments {
  readonly #deps: EnvironmentsDeps;
  readonly #builds = new Map<string, Build>();
  /** What is at work in each folder, given up or not. */
  readonly #atWork = new Map<string, Promise<void>>();
  #closed = false;

  constructor(deps: EnvironmentsDeps) {
    this.#deps = deps;
  }

  /** What there is for a set of requirements; a build begins where there is nothing. */
  want(requirements: readonly string[], runId: string): EnvironmentState {
    const key = keyOf(this.#deps.python, requirements);
    const known = this.#builds.get(key);
    if (known && known.state.state !== 'failed') {
      known.wantedBy.add(runId);
      return known.state;
    }
    if (known?.state.state === 'failed' && known.wantedBy.has(runId)) {
      return known.state;
    }
    const build: Build = {
      state: { state: 'building', since: this.#deps.now() },
      wantedBy: new Set([runId]),
      cancel: new AbortController(),
    };
    if (this.#closed) return build.state;
    this.#builds.set(key, build);
    const before = this.#atWork.get(key) ?? Promise.resolve();
    const work = before.then(() => this.#build(key, requirements, build));
    this.#atWork.set(key, work);
    return build.state;
  }

  /** A run is over; what only it waited for is given up. */
  release(runId: string): void {
    for (const [key, build] of this.#builds) {
      if (!build.wantedBy.delete(runId)) continue;
      if (build.wantedBy.size > 0) continue;
      if (build.state.state === 'ready') this.#markUse(build.state.folder);
      if (build.state.state === 'building') build.cancel.abort();
      if (build.state.state !== 'ready') this.#builds.delete(key);
    }
  }

  /**
   * Removes an environment that no run wants. One that is wanted meanwhile is built when that is done.
   *
   * @returns false while a run wants it
   */
  async discard(key: string): Promise<boolean> {
    if (this.#closed || this.isWanted(key)) return false;
    this.#builds.delete(key);
    const before = this.#atWork.get(key) ?? Promise.resolve();
    const removal = before.then(async () => {
      const folder = join(this.#deps.data.environments, key);
      // Without its mark it is none any more, whatever of it a crash leaves.
      await rm(join(folder, COMPLETE), { force: true });
      await rm(folder, { recursive: true, force: true });
    });
    this.#atWork.set(
      key,
      removal.catch(() => undefined),
    );
    await removal;
    return true;
  }

  /** Whether a run that has not ended asked for it since the start of this engine. */
  isWanted(key: string): boolean {
    return (this.#builds.get(key)?.wantedBy.size ?? 0) > 0;
  }

  /** Gives up every build and begins none; kept when the last of them has ended. */
  async close(): Promise<void> {
    this.#closed = true;
    for (const { cancel } of this.#builds.values()) cancel.abort();
    await Promise.all(this.#atWork.values());
  }

  async #build(
    key: string,
    requirements: readonly string[],
    build: Build,
  ): Promise<void> {
    const folder = join(this.#deps.data.environments, key);
    const names = requirements.map(shortName);
    const shown = [...new Set(names)].join(', ') || 'no packages';
    try {
      if (await exists(join(folder, COMPLETE))) {
        this.#settle(build, { state: 'ready', folder }, '');
        return;
      }
      this.#tell(build, `Building the Python environment (${shown})`);
      await this.#install(folder, requirements, build.cancel.signal);
      const seconds = (this.#deps.now() - sinceOf(build)) / 1000;
      this.#settle(
        build,
        { state: 'ready', folder },
        `The Python environment is ready after ${seconds.toFixed(1)} s`,
      );
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.#settle(build, { state: 'failed', reason }, reason);
    }
  }

  async #install(
    folder: string,
    requirements: readonly string[],
    signal: AbortSignal,
  ): Promise<void> {
    const { data, python } = this.#deps;
    await mkdir(data.environments, { recursive: true });
    // Built where it will stay, since its scripts name their folder; complete once the mark is there.
    await rm(folder, { recursive: true, force: true });
    await this.#uv(['venv', '--quiet', '--python', python, folder], signal);
    if (requirements.length > 0) {
      const list = join(folder, 'requirements.txt');
      await writeFile(list, requirements.map(line => `${line}\n`).join(''));
      await this.#uv(
        [
          'pip',
          'install',
          '--python',
          join(folder, 'bin', 'python'),
          '--requirement',
          list,
        ],
        signal,
      );
    }
    const mark = join(folder, COMPLETE);
    await writeFile(`${mark}.new`, '');
    await rename(`${mark}.new`, mark);
  }

  async #uv(args: readonly string[], signal: AbortSignal): Promise<void> {
    const { uv, env, data, supervisor } = this.#deps;
    const bound = ['--bound', String(process.pid), uv];
    const child = spawn(supervisor, [...bound, ...args], {
      env: uvEnvironment(env, data.uvCache),
      stdio: ['ignore', 'pipe', 'pipe'],
      signal,
    });
    const output = tailOf([child.stdout, child.stderr]);
    await new Promise<void>((resolve, reject) => {
      child.once('error', error => {
        // One that is to end still writes until it has ended.
        if (!signal.aborted || child.pid === undefined) {
          reject(error);
        }
      });
      child.once('close', code => {
        if (signal.aborted) {
          reject(new Error('The build of the Python environment was given up'));
        } else if (code === NOT_FOUND) reject(notFound(uv));
        else if (code === 0) resolve();
        else {
          const tail = output()
            .trim()
            .split('\n')
            .slice(-TAIL_LINES)
            .join('\n');
          reject(new Error(`The Python environment cannot be built:\n${tail}`));
        }
      });
    });
  }

  /** Its mark tells when it was used last; one that was removed meanwhile needs none. */
  #markUse(folder: string): void {
    const now = new Date(this.#deps.now());
    utimes(join(folder, COMPLETE), now, now).catch(() => undefined);
  }

  #tell(build: Build, message: string): void {
    this.#deps.onChange([...build.wantedBy], message);
  }

  #settle(build: Build, state: EnvironmentState, message: string): void {
    build.state = state;
    this.#tell(build, message);
  }
}

/** Reads streams to their end. @returns a look at the last 16 KiB of what came so far */
function tailOf(streams: readonly Readable[]): () => string {
  let text = '';
  const append = (piece: string) => {
    text = (text + piece).slice(-16_384);
  };
  streams.forEach(stream => stream.setEncoding('utf8').on('data', append));
  return () => text;
}

function notFound(uv: string): Error {
  return new Error(
    `The program "${uv}", which builds Python environments, was not found: set mlops.local.uv, or install it with pip install uv`,
  );
}

function sinceOf({ state }: Build): number {
  return state.state === 'building' ? state.since : 0;
}

/** Name of the folder of an environment. */
export function keyOf(python: string, requirements: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([python, ...[...requirements].sort()]))
    .digest('hex')
    .slice(0, 24);
}

/** `scikit-learn` of `scikit-learn==1.6.1; python_version < "3.11"`. */
export function shortName(requirement: string): string {
  return /^[A-Za-z0-9._-]+/.exec(requirement.trim())?.[0] ?? requirement;
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
