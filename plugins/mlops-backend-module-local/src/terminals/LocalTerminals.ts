import { setTimeout as sleep } from 'node:timers/promises';
import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import type {
  AttemptRef,
  Terminal,
  TerminalOptions,
} from '@mlops/plugin-mlops-node';
import { workingDirectory } from '../attempts/attemptSpec';
import type { Confinement } from '../attempts/Confinement';
import type { DataFolder } from '../DataFolder';
import { errorCode } from '../readIfThere';
import type { RunShelf } from '../runs/RunShelf';
import { openTerminal } from './openTerminal';

/** How long an attempt may take from its beginning until its supervisor listens. */
const PATIENCE_MS = 5_000;
const LOOK_EVERY_MS = 50;

/** Opens terminals beside running attempts, those of an earlier backend too. */
export class LocalTerminals {
  readonly #data: DataFolder;
  readonly #runs: RunShelf;
  readonly #confinement: Confinement;

  constructor(deps: {
    data: DataFolder;
    runs: RunShelf;
    confinement: Confinement;
  }) {
    this.#data = deps.data;
    this.#runs = deps.runs;
    this.#confinement = deps.confinement;
  }

  /**
   * @throws ConflictError when the attempt does not run; ServiceUnavailableError when no shell can be started
   */
  async open(ref: AttemptRef, options: TerminalOptions): Promise<Terminal> {
    const folder = this.#data.attempt(ref);
    const giveUpAt = performance.now() + PATIENCE_MS;
    for (;;) {
      const plan = this.#runningTask(ref);
      try {
        return await openTerminal({
          ...options,
          socket: folder.terminal,
          directory: workingDirectory(plan, folder),
          processes: this.#confinement.shellProcesses,
        });
      } catch (error) {
        if (!isNotListening(error)) throw error;
        if (performance.now() > giveUpAt) {
          throw new ServiceUnavailableError(
            'The supervisor of this attempt takes no terminals; it was started by an earlier version',
          );
        }
      }
      await sleep(LOOK_EVERY_MS, undefined, { signal: options.signal });
    }
  }

  #runningTask({ runId, task, attempt }: AttemptRef) {
    const run = this.#runs.get(runId);
    const status = run?.state.tasks[task]?.attempts[attempt - 1]?.status;
    if (run && status === 'running') return run.task(task);
    throw new ConflictError(
      `Attempt ${attempt} of the task "${task}" does not run, so there is nothing to open a terminal beside`,
    );
  }
}

/** It does so a moment after the attempt has begun, and no more when it ends. */
function isNotListening(error: unknown): boolean {
  return ['ENOENT', 'ECONNREFUSED'].includes(errorCode(error) ?? '');
}
