import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArmedAttempts } from '../attempts/ArmedAttempts';
import { attemptSpec, type AttemptRequest } from '../attempts/attemptSpec';
import type { Confinement } from '../attempts/Confinement';
import type { ExitRecord } from '../attempts/exitRecord';
import type { Supervisor } from '../attempts/Supervisor';
import { taskEnvironment } from '../attempts/taskEnvironment';
import type { DataFolder } from '../DataFolder';
import type { FolderArtifactStore } from '../outputs/FolderArtifactStore';
import { isEmptyFolder } from '../outputs/isEmptyFolder';
import { NO_RESULTS, readResults } from '../outputs/readResults';
import { removeFolder } from '../removeFolder';
import { explainExit } from '../attempts/explainExit';
import type { LocalRun } from './LocalRun';

interface AttemptRunnerDeps {
  data: DataFolder;
  supervisor: Supervisor;
  armed: Pick<ArmedAttempts, 'setUp' | 'take'>;
  confinement: Confinement;
  artifacts: FolderArtifactStore;
  now: () => number;
}

/** A task of a run, and the Python environment that it is executed in. */
export interface AttemptWork {
  run: LocalRun;
  task: string;
  python: string | null;
}

/** Executes one attempt from its folder to its result. */
export class AttemptRunner {
  readonly #deps: AttemptRunnerDeps;

  constructor(deps: AttemptRunnerDeps) {
    this.#deps = deps;
  }

  /** Sets up first attempts of tasks whose turn comes next, and gives up all others that were. */
  setUp(next: readonly AttemptWork[]): void {
    this.#deps.armed.setUp(next.map(work => this.#requestFor(work, 1)));
  }

  /** Executes the attempt that was begun last, and waits for its end. */
  async run({ run, task, python }: AttemptWork): Promise<void> {
    const { armed, confinement, supervisor } = this.#deps;
    const attempt = run.state.tasks[task].attempts.length;
    const request = this.#requestFor({ run, task, python }, attempt);
    const { plan, folder } = request;
    const spec = attemptSpec(request, confinement);
    if (!spec.ok) {
      run.fail(task, spec.problems[0].message);
      return;
    }
    for (const mount of plan.mounts) {
      if (confinement.applies(mount)) continue;
      run.say(
        `The mount at ${mount.path} is not applied: here, the embedded engine has no ${mount.kind}`,
        task,
      );
    }
    const ready = await armed.take(request, spec.value);
    await this.#conclude(run, task, await supervisor.run(folder, ready));
  }

  /** Waits for an attempt that an earlier backend began. */
  async adopt(
    run: LocalRun,
    task: string,
    start: () => Promise<void>,
  ): Promise<void> {
    const { runId } = run.plan;
    const attempt = run.state.tasks[task].attempts.length;
    const folder = this.#deps.data.attempt({ runId, task, attempt });
    if (!(await this.#deps.supervisor.isClaimed(folder))) {
      // Begun, but never executed: the claim is made before anything is.
      await start();
      return;
    }
    await this.#conclude(run, task, await this.#deps.supervisor.adopt(folder));
  }

  async #conclude(
    run: LocalRun,
    task: string,
    exit: ExitRecord | undefined,
  ): Promise<void> {
    const { artifacts, data, now } = this.#deps;
    const { runId } = run.plan;
    const attempt = run.state.tasks[task].attempts.length;
    const ref = { runId, task, attempt };
    const { outputs: folder, work } = data.attempt(ref);
    if (exit?.reason === 'disk') {
      // Nobody else could go on with what is left.
      await removeFolder(work);
      await removeFolder(folder);
    }
    const [outputs, results] = isEmptyFolder(folder)
      ? [[], NO_RESULTS]
      : await Promise.all([artifacts.list(ref), readResults(folder)]);
    const end = explainExit(exit, run.task(task));
    if (exit?.reason === 'disk') {
      end.reason = `${end.reason}; the files that it left were removed`;
    }
    if (!results.ok && end.status === 'succeeded') {
      end.status = 'failed';
      end.reason = results.problems[0].message;
    }
    // What was left is what downstream tasks and people see from now on.
    await Promise.all(
      outputs.map(({ path }) => chmod(join(folder, path), 0o444)),
    );
    if (exit && exit.lostLogBytes > 0) {
      run.say(
        `The disk was full: ${exit.lostLogBytes} bytes of the log are lost`,
        task,
      );
    }
    if (exit && exit.droppedLogBytes > 0) {
      run.say(
        `The log was too long: its last ${exit.droppedLogBytes} bytes were dropped`,
        task,
      );
    }
    run.conclude(task, {
      status: end.status,
      reason: end.reason,
      exitCode: exit && exit.exitCode >= 0 ? exit.exitCode : null,
      ...(exit ? { startedAt: exit.startedAt } : {}),
      finishedAt: exit?.finishedAt ?? now(),
      peak: exit
        ? { cpuCores: exit.peakCpuCores, memoryBytes: exit.peakMemoryBytes }
        : null,
      outputs,
      values: results.ok ? results.value.values : {},
      metrics: results.ok ? results.value.metrics : {},
    });
  }

  #requestFor(
    { run, task, python }: AttemptWork,
    attempt: number,
  ): AttemptRequest {
    const plan = run.task(task);
    const { runId } = run.plan;
    const folder = this.#deps.data.attempt({ runId, task, attempt });
    return {
      plan,
      folder,
      python,
      variables: taskEnvironment(folder, attempt, python),
      timeoutSeconds: plan.timeoutSeconds,
      writable: [folder.outputs],
      inputs: {
        folder: folder.inputs,
        upstream: new Map(
          plan.dependsOn.map(name => [name, this.#outputsOf(run, name)]),
        ),
      },
      ports: [],
      sockets: null,
      readOutput: (name, output) => {
        const values = run.state.tasks[name].attempts.at(-1)?.values ?? {};
        return Object.hasOwn(values, output) ? values[output] : undefined;
      },
    };
  }

  #outputsOf(run: LocalRun, task: string): string {
    const attempt = Math.max(1, run.state.tasks[task].attempts.length);
    const { runId } = run.plan;
    return this.#deps.data.attempt({ runId, task, attempt }).outputs;
  }
}
