import { mkdir, readdir, stat } from 'node:fs/promises';
import { NotFoundError, stringifyError } from '@backstage/errors';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  ID_PATTERN,
  type RunId,
  type RunPlan,
  type TaskRuntime,
} from '@mlops/plugin-mlops-common';
import type { DataFolder } from '../DataFolder';
import type { EventFeed } from '../EventFeed';
import { readIfThere } from '../readIfThere';
import { LocalRun } from './LocalRun';
import { RunFile } from './RunFile';
import { newRunState, type AttemptState } from './RunState';
import { takeResults } from './takeResults';

interface RunShelfDeps {
  data: DataFolder;
  feed: EventFeed;
  logger: LoggerService;
  now: () => number;
  /** What is said to every run that is taken. */
  notice?: string;
}

/**
 * Runs, each with its folder on the disk. Those that go on are held in memory; of those that have ended only
 * their ids are, however many there come to be.
 */
export class RunShelf {
  readonly #deps: RunShelfDeps;
  readonly #runs = new Map<RunId, LocalRun>();
  readonly #ended = new Set<RunId>();
  readonly #taking = new Map<RunId, Promise<LocalRun>>();

  constructor(deps: RunShelfDeps) {
    this.#deps = deps;
  }

  /** One that is held in memory. */
  get(runId: RunId): LocalRun | undefined {
    return this.#runs.get(runId);
  }

  /** Every one that is held in memory; none that goes on is missing. */
  all(): LocalRun[] {
    return [...this.#runs.values()];
  }

  /** What the tasks of those that go on are executed in. */
  runtimes(): TaskRuntime[] {
    return this.all()
      .filter(run => !run.isOver)
      .flatMap(run => run.plan.tasks.map(({ runtime }) => runtime));
  }

  /** Ids of those that are only on the disk. */
  ended(): RunId[] {
    return [...this.#ended];
  }

  /** From memory or from the disk. */
  async find(runId: RunId): Promise<LocalRun | undefined> {
    const held = this.#runs.get(runId);
    if (held || !this.#ended.has(runId)) return held;
    return this.#load(runId);
  }

  /** Lets go of a run that has ended and whose state is on the disk. */
  retire(run: LocalRun): void {
    const { runId } = run.plan;
    if (this.#runs.get(runId) !== run) return;
    this.#runs.delete(runId);
    this.#ended.add(runId);
  }

  /** Whether the run is being written for the first time. */
  isTaking(runId: RunId): boolean {
    return this.#taking.has(runId);
  }

  /** Reads what an earlier engine left; a run that cannot be read is said and left alone. */
  async open(): Promise<void> {
    const { data, logger } = this.#deps;
    await mkdir(data.runs, { recursive: true, mode: 0o700 });
    for (const name of await readdir(data.runs)) {
      if (!ID_PATTERN.test(name)) continue;
      const runId = name as RunId;
      try {
        await this.#read(runId);
      } catch (error) {
        logger.error(
          `Run ${runId} cannot be read and is left alone: ${stringifyError(
            error,
          )}`,
        );
      }
    }
  }

  /** The run of a plan; taken once, also when two calls come at the same time. */
  async take(plan: RunPlan): Promise<LocalRun> {
    const { runId } = plan;
    const known = await this.find(runId);
    if (known) return known;
    const taking =
      this.#taking.get(runId) ??
      this.#write(plan).finally(() => this.#taking.delete(runId));
    this.#taking.set(runId, taking);
    return taking;
  }

  /** Tells runs what became of something that they wait for. */
  tell(runIds: readonly string[], text: string): void {
    for (const run of this.#runs.values()) {
      if (runIds.includes(run.plan.runId) && !run.isOver && text) run.say(text);
    }
  }

  /** No longer knows a run; its folder is another's to remove. */
  forget(runId: RunId): void {
    this.#runs.delete(runId);
    this.#ended.delete(runId);
  }

  /** The earlier attempts that a plan lets be taken; those whose files were given up are none. */
  async #earlierAttempts(plan: RunPlan): Promise<Map<string, AttemptState>> {
    const runs = new Map<RunId, LocalRun | undefined>();
    const attempts = new Map<string, AttemptState>();
    for (const { name: task, reuse } of plan.tasks) {
      if (!reuse) continue;
      const { runId, attempt } = reuse;
      if (!runs.has(runId)) runs.set(runId, await this.find(runId));
      const state = runs.get(runId)?.state.tasks[task]?.attempts[attempt - 1];
      const { outputs } = this.#deps.data.attempt({ runId, task, attempt });
      const kept = await readIfThere(() => stat(outputs));
      if (state && kept) attempts.set(task, state);
    }
    return attempts;
  }

  async #read(runId: RunId): Promise<void> {
    const run = await this.#load(runId);
    if (run?.isOver) this.#ended.add(runId);
    else if (run) this.#runs.set(runId, run);
  }

  async #load(runId: RunId): Promise<LocalRun | undefined> {
    const { data, feed, now } = this.#deps;
    const file = new RunFile(data.run(runId));
    const [plan, state] = await Promise.all([
      file.readPlan(),
      file.readState(),
    ]);
    if (!plan || !state) return undefined;
    return new LocalRun({ plan, state, file, feed, now });
  }

  async #write(plan: RunPlan): Promise<LocalRun> {
    const { data, feed, now, notice } = this.#deps;
    if (!ID_PATTERN.test(plan.runId)) {
      throw new NotFoundError(`"${plan.runId}" is no id of a run`);
    }
    const folder = data.run(plan.runId);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const file = new RunFile(folder);
    const state = newRunState(plan, `local-${plan.runId}`, now());
    const run = new LocalRun({ plan, state, file, feed, now });
    if (notice) run.say(notice);
    const earlier = await this.#earlierAttempts(plan);
    const results = await takeResults(plan, data, ({ task }) =>
      earlier.get(task),
    );
    for (const [task, result] of results) run.take(task, result);
    await file.writePlan(plan);
    // The state makes the run: a plan without one was never taken.
    await run.save();
    this.#runs.set(plan.runId, run);
    return run;
  }
}
