import { chmod, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Confinement } from '../attempts/Confinement';
import { prepareAttempt } from '../attempts/prepareAttempt';
import type { ExitRecord } from '../attempts/exitRecord';
import type { Supervisor } from '../attempts/Supervisor';
import type { DataFolder } from '../DataFolder';
import type { FolderArtifactStore } from '../outputs/FolderArtifactStore';
import { readResults } from '../outputs/readResults';
import { explainExit } from './explainExit';
import type { LocalRun } from './LocalRun';

interface AttemptRunnerDeps {
  data: DataFolder;
  supervisor: Supervisor;
  confinement: Confinement;
  artifacts: FolderArtifactStore;
  now: () => number;
}

/** Executes one attempt from its folder to its result. */
export class AttemptRunner {
  readonly #deps: AttemptRunnerDeps;

  constructor(deps: AttemptRunnerDeps) {
    this.#deps = deps;
  }

  /** Prepares and starts the attempt that was begun last, and waits for its end. */
  async run(run: LocalRun, task: string, python: string | null): Promise<void> {
    const attempt = run.state.tasks[task].attempts.length;
    const plan = run.task(task);
    const { runId } = run.plan;
    const folder = this.#deps.data.attempt({ runId, task, attempt });
    const prepared = await prepareAttempt({
      plan,
      attempt,
      confinement: this.#deps.confinement,
      folder,
      python,
      upstream: new Map(
        plan.dependsOn.map(name => [name, this.#outputsOf(run, name)]),
      ),
      readOutput: (name, output) => {
        const values = run.state.tasks[name].attempts.at(-1)?.values ?? {};
        return Object.hasOwn(values, output) ? values[output] : undefined;
      },
    });
    if (!prepared.ok) {
      run.fail(task, prepared.problems[0].message);
      return;
    }
    for (const mount of plan.mounts) {
      if (this.#deps.confinement.applies(mount)) continue;
      run.say(
        `The mount at ${mount.path} is not applied: here, the embedded engine has no ${mount.kind}`,
        task,
      );
    }
    await this.#conclude(run, task, await this.#deps.supervisor.run(folder));
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
      await rm(work, { recursive: true, force: true });
      await rm(folder, { recursive: true, force: true });
    }
    const [outputs, results] = await Promise.all([
      artifacts.list(ref),
      readResults(folder),
    ]);
    const end = explainExit(exit, run.task(task));
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

  #outputsOf(run: LocalRun, task: string): string {
    const attempt = Math.max(1, run.state.tasks[task].attempts.length);
    const { runId } = run.plan;
    return this.#deps.data.attempt({ runId, task, attempt }).outputs;
  }
}
