import { mkdir, rm, symlink } from 'node:fs/promises';
import { basename, join, relative } from 'node:path';
import { endOfLifetime } from '@mlops/plugin-mlops-node';
import { attemptSpec, type AttemptRequest } from '../attempts/attemptSpec';
import type { Confinement } from '../attempts/Confinement';
import type { ExitRecord } from '../attempts/exitRecord';
import type { Launcher } from '../attempts/Launcher';
import { layOutAttempt } from '../attempts/layOutAttempt';
import type { Supervisor } from '../attempts/Supervisor';
import type { DataFolder, ProgramFolder, WorkloadFolder } from '../DataFolder';
import type { LocalWorkload } from './LocalWorkload';
import type { SocketFolder } from './SocketFolder';
import { startRequest } from './startRequest';

interface WorkloadStarterDeps {
  data: DataFolder;
  sockets: SocketFolder;
  confinement: Confinement;
  launcher: Pick<Launcher, 'arm'>;
  supervisor: Supervisor;
  now: () => number;
}

/**
 * Waits for the exit of a start, `undefined` of one whose supervisor was lost.
 *
 * @throws AbortError when `signal` aborts before
 */
export type Exit = (signal: AbortSignal) => Promise<ExitRecord | undefined>;

/** Executes one start of a workload from its folder to its exit. */
export class WorkloadStarter {
  readonly #deps: WorkloadStarterDeps;

  constructor(deps: WorkloadStarterDeps) {
    this.#deps = deps;
  }

  /** The folder of the start that was begun last. */
  folder({ plan, state }: LocalWorkload): ProgramFolder {
    return this.#deps.data.workload(plan.workloadId).start(state.starts);
  }

  /** Waits for the exit of the start that was begun last; `undefined` where nobody has begun to execute it. */
  async adopt(workload: LocalWorkload): Promise<Exit | undefined> {
    const { supervisor } = this.#deps;
    const folder = this.folder(workload);
    if (!(await supervisor.isClaimed(folder))) return undefined;
    return signal => supervisor.adopt(folder, signal);
  }

  /**
   * Executes the start that was begun last.
   *
   * @throws Error when it cannot be executed; nothing of it was
   */
  async start(workload: LocalWorkload, python: string | null): Promise<Exit> {
    const { confinement, launcher, sockets, supervisor } = this.#deps;
    const { plan } = workload;
    const folder = this.folder(workload);
    const request = startRequest(
      plan,
      folder,
      sockets,
      python,
      this.#secondsLeft(workload),
    );
    const spec = attemptSpec(request, confinement);
    if (!spec.ok) throw new Error(spec.problems[0].message);
    await sockets.make(plan.workloadId);
    await this.#layOut(workload, request);
    const armed = await launcher.arm(spec.value);
    return signal => supervisor.run(folder, armed, signal);
  }

  /**
   * The work folder is laid out for the first start only. What the program has made of it since is its own, and
   * its links may lead anywhere: nothing is written where they could be followed.
   */
  async #layOut(
    { plan, state }: LocalWorkload,
    request: AttemptRequest,
  ): Promise<void> {
    const { confinement, data } = this.#deps;
    const { folder, sockets } = request;
    await mkdir(folder.path, { recursive: true });
    await shareRecords(data.workload(plan.workloadId), folder);
    if (state.starts === 1) {
      await layOutAttempt(request, confinement);
    } else if (sockets !== null && !confinement.isSandbox) {
      await mkdir(sockets, { recursive: true, mode: 0o700 });
    }
  }

  #secondsLeft({ plan, state }: LocalWorkload): number | null {
    const endsAt = endOfLifetime(plan, state);
    if (endsAt === Infinity) return null;
    return Math.max(1, Math.ceil((endsAt - this.#deps.now()) / 1000));
  }
}

/** Supervisors append to what all starts of a workload have in common, where they would make it for one. */
async function shareRecords(
  workload: WorkloadFolder,
  start: ProgramFolder,
): Promise<void> {
  for (const path of [start.log, start.logTimes, start.usage]) {
    const shared = join(workload.path, basename(path));
    await rm(path, { force: true });
    await symlink(relative(start.path, shared), path);
  }
}
