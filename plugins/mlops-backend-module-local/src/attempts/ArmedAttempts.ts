import { rm } from 'node:fs/promises';
import type { AttemptRequest } from './attemptSpec';
import { attemptSpec } from './attemptSpec';
import type { Confinement } from './Confinement';
import type { ArmedAttempt, Launcher } from './Launcher';
import { layOutAttempt } from './layOutAttempt';

interface Ahead {
  spec: string;
  /** `undefined` where it could not be set up. */
  armed: Promise<ArmedAttempt | undefined>;
}

/**
 * Attempts that are set up before their turn has come, so that a task starts as soon as what it waits for has
 * ended: a sandbox takes the kernel longer than everything that is left to do then.
 */
export class ArmedAttempts {
  readonly #confinement: Confinement;
  readonly #launcher: Launcher;
  readonly #ahead = new Map<string, Ahead>();
  /** Folders of what was given up, until they are gone. */
  readonly #leaving = new Map<string, Promise<void>>();

  constructor(deps: { confinement: Confinement; launcher: Launcher }) {
    this.#confinement = deps.confinement;
    this.#launcher = deps.launcher;
  }

  /** Sets up these attempts and gives up all others that are. What cannot be known yet is left for later. */
  setUp(requests: readonly AttemptRequest[]): void {
    const wanted = new Set(requests.map(({ folder }) => folder.path));
    for (const path of this.#ahead.keys()) {
      if (!wanted.has(path)) this.#giveUp(path);
    }
    for (const request of requests) {
      const { path } = request.folder;
      if (this.#ahead.has(path)) continue;
      const spec = attemptSpec(request, this.#confinement);
      if (!spec.ok) continue;
      // What fails here fails again when its turn has come, and is told then.
      const armed = this.#arm(request, spec.value).catch(() => undefined);
      this.#ahead.set(path, { spec: spec.value, armed });
    }
  }

  /**
   * The attempt of a request: the one that was set up, if it is what would be set up now, else a new one.
   *
   * @param spec - of the request, as it is now
   */
  async take(request: AttemptRequest, spec: string): Promise<ArmedAttempt> {
    const { path } = request.folder;
    const ahead = this.#ahead.get(path);
    this.#ahead.delete(path);
    const armed = await ahead?.armed;
    if (armed?.isReady && ahead?.spec === spec) return armed;
    armed?.drop();
    return this.#arm(request, spec);
  }

  async #arm(request: AttemptRequest, spec: string): Promise<ArmedAttempt> {
    await this.#leaving.get(request.folder.path);
    await layOutAttempt(request, this.#confinement);
    return this.#launcher.arm(spec);
  }

  #giveUp(path: string): void {
    const ahead = this.#ahead.get(path);
    this.#ahead.delete(path);
    const leaving = (async () => {
      (await ahead?.armed)?.drop();
      // Nothing of it was executed, and perhaps nothing ever is.
      await rm(path, { recursive: true, force: true });
    })()
      .catch(() => undefined)
      .finally(() => this.#leaving.delete(path));
    this.#leaving.set(path, leaving);
  }
}
