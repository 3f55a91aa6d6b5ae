import { stringifyError } from '@backstage/errors';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Supervisor } from '../attempts/Supervisor';
import type { DataFolder } from '../DataFolder';
import type { DiskRoom } from '../DiskRoom';
import type { Runtimes } from '../environments/Runtimes';
import type { AttemptRunner } from './AttemptRunner';
import type { LocalRun } from './LocalRun';
import { nextTasks } from './nextTasks';
import type { RunShelf } from './RunShelf';
import { shareSlots } from './shareSlots';

interface SchedulerDeps {
  runs: Pick<RunShelf, 'all' | 'retire'>;
  runtimes: Runtimes;
  attempts: Pick<AttemptRunner, 'run' | 'adopt' | 'setUp'>;
  supervisor: Pick<Supervisor, 'stop' | 'isClaimed'>;
  data: DataFolder;
  disk: Pick<DiskRoom, 'isThere'>;
  logger: LoggerService;
  /** Tasks at the same time. */
  slots: number;
  now: () => number;
}

/** A task of a run, to start or under way. */
interface Work {
  run: LocalRun;
  project: string;
  task: string;
}

/** How soon to ask a task to end that was begun and is not executed yet. */
const STOP_AGAIN_MS = 100;
/** How often to look whether a full disk has room again. */
const DISK_RETRY_MS = 5_000;

/**
 * Decides turn after turn what every run does next, and follows what it starts to its end. A turn comes
 * whenever something has changed; two never overlap.
 */
export class Scheduler {
  readonly #deps: SchedulerDeps;
  readonly #closing = new AbortController();
  /** Whose state is to be written before anything more is executed. */
  readonly #changed = new Set<LocalRun>();
  /** Begun, and executed once that is on the disk. */
  #begun: Work[] = [];
  #turning = false;
  #turnAgain = false;
  #alarm: NodeJS.Timeout | undefined;

  constructor(deps: SchedulerDeps) {
    this.#deps = deps;
  }

  /** Something changed: decides for every run what is to be done now. */
  readonly turn = (): void => {
    this.#turnAgain = true;
    if (this.#turning || this.#isClosed) return;
    this.#turning = true;
    void (async () => {
      while (this.#turnAgain && !this.#isClosed) {
        this.#turnAgain = false;
        await this.#turnOnce().catch(error =>
          this.#deps.logger.error(
            `Cannot decide what runs next: ${stringifyError(error)}`,
          ),
        );
      }
      this.#turning = false;
    })();
  };

  /** Goes on with what an earlier engine had begun. */
  adopt(run: LocalRun): void {
    const { attempts, logger } = this.#deps;
    for (const task of run.runningTasks) {
      logger.info(`Adopting the task "${task}" of run ${run.plan.runId}`);
      this.#follow(
        run,
        task,
        attempts.adopt(run, task, () => this.#execute(run, task)),
      );
    }
  }

  /** Starts nothing more. */
  close(): void {
    this.#closing.abort();
    clearTimeout(this.#alarm);
  }

  get #isClosed(): boolean {
    return this.#closing.signal.aborted;
  }

  async #turnOnce(): Promise<void> {
    const { runs, disk, now } = this.#deps;
    const goingOn = runs.all().filter(run => !run.isOver);
    const wakeAt: number[] = [];
    const ready: Work[] = [];
    for (const run of goingOn) {
      const decision = run.advance();
      if (run.state.ending && !(await this.#stopTasks(run))) {
        wakeAt.push(now() + STOP_AGAIN_MS);
      }
      if (decision.finish) {
        this.#deps.runtimes.release(run.plan.runId);
      }
      if (decision.finish || decision.settle.length > 0) this.#changed.add(run);
      if (decision.wakeAt !== null) wakeAt.push(decision.wakeAt);
      ready.push(...workOf(run, decision.ready).filter(this.#hasRuntime));
    }
    const hasRoom = ready.length === 0 || disk.isThere();
    if (!hasRoom) {
      for (const { run, task } of ready) {
        const why =
          'the disk is nearly full: it starts when there is room again';
        run.hold(task, 'waiting', why);
      }
      wakeAt.push(now() + DISK_RETRY_MS);
    } else {
      this.#share(ready, goingOn);
    }
    if (!(await this.#keep())) wakeAt.push(now() + DISK_RETRY_MS);
    this.#setUp(hasRoom ? ready : [], goingOn);
    this.#setAlarm(Math.min(...wakeAt));
  }

  #share(ready: readonly Work[], goingOn: readonly LocalRun[]): void {
    const { slots } = this.#deps;
    const underWay = goingOn.flatMap(run => workOf(run, run.runningTasks));
    const chosen = new Set(shareSlots(ready, underWay, slots));
    for (const work of ready) {
      const { run, task } = work;
      if (chosen.has(work)) {
        run.begin(task);
        this.#changed.add(run);
        this.#begun.push(work);
      } else {
        const why = `${slots} tasks are running, which is the most at a time`;
        run.hold(task, 'queued', why);
      }
    }
  }

  /** What comes next is set up meanwhile: what waits for a slot, and what waits for a task that runs. */
  #setUp(ready: readonly Work[], goingOn: readonly LocalRun[]): void {
    const { attempts, runtimes, slots } = this.#deps;
    if (this.#isClosed) return;
    const next = [
      ...ready.filter(({ run, task }) => !run.hasBegun(task)),
      ...goingOn.flatMap(run => workOf(run, nextTasks(run.plan, run.state))),
    ].slice(0, slots);
    attempts.setUp(
      next.flatMap(({ run, task }) => {
        const runtime = runtimes.look(run.task(task).runtime, run.plan.runId);
        return runtime.state === 'ready'
          ? [{ run, task, python: runtime.folder }]
          : [];
      }),
    );
  }

  /** Whether what the task is executed in is there; where it never will be, the task fails. */
  readonly #hasRuntime = ({ run, task }: Work): boolean => {
    const runtime = this.#deps.runtimes.look(
      run.task(task).runtime,
      run.plan.runId,
    );
    if (runtime.state === 'building') {
      run.hold(task, 'waiting', 'its Python environment is being built');
    }
    if (runtime.state === 'failed') {
      run.begin(task);
      run.fail(task, runtime.reason);
      this.#changed.add(run);
      // What waited for it is decided anew.
      this.#turnAgain = true;
    }
    return runtime.state === 'ready';
  };

  /**
   * Writes what has changed, once a turn and a run, and then executes what was begun: a restart has to know
   * of everything that is executed. What a restart would find out by itself, such as an end that the
   * supervisor has written down, is written with the next turn.
   *
   * @returns whether all of it could be written; else it is tried again
   */
  async #keep(): Promise<boolean> {
    const changed = [...this.#changed];
    this.#changed.clear();
    const failed = new Set<LocalRun>();
    await Promise.all(
      changed.map(run =>
        run.save().catch(error => {
          failed.add(run);
          this.#changed.add(run);
          this.#deps.logger.error(
            `Cannot keep the state of run ${run.plan.runId}: ${stringifyError(
              error,
            )}`,
          );
        }),
      ),
    );
    for (const run of changed) {
      if (run.isOver && !failed.has(run)) this.#deps.runs.retire(run);
    }
    const begun = this.#begun.filter(({ run }) => !failed.has(run));
    this.#begun = this.#begun.filter(({ run }) => failed.has(run));
    for (const { run, task } of begun) {
      this.#follow(run, task, this.#execute(run, task));
    }
    return failed.size === 0;
  }

  async #execute(run: LocalRun, task: string): Promise<void> {
    const { runtimes, attempts } = this.#deps;
    const { signal } = this.#closing;
    try {
      const { runtime } = run.task(task);
      const python = await runtimes.wait(runtime, run.plan.runId, signal);
      // What was begun and not executed, the next engine executes.
      if (!run.isOver && !signal.aborted)
        await attempts.run({ run, task, python });
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }

  #follow(run: LocalRun, task: string, work: Promise<void>): void {
    void work
      .catch(error => {
        this.#deps.logger.error(
          `An attempt of run ${run.plan.runId} broke: ${stringifyError(error)}`,
        );
        // Nobody else ends it, and the run would wait for it for ever.
        if (run.runningTasks.includes(task)) {
          run.fail(task, error instanceof Error ? error.message : `${error}`);
        }
      })
      .then(() => this.#changed.add(run))
      .finally(this.turn);
  }

  /** @returns whether each of its tasks could be asked to end; one that is only begun cannot yet */
  async #stopTasks(run: LocalRun): Promise<boolean> {
    const { data, supervisor } = this.#deps;
    const { runId } = run.plan;
    let all = true;
    for (const task of run.runningTasks) {
      const attempt = run.state.tasks[task].attempts.length;
      const folder = data.attempt({ runId, task, attempt });
      all &&= await supervisor.isClaimed(folder);
      await supervisor.stop(folder);
    }
    return all;
  }

  #setAlarm(at: number): void {
    clearTimeout(this.#alarm);
    if (at === Infinity || this.#isClosed) return;
    this.#alarm = setTimeout(this.turn, Math.max(10, at - this.#deps.now()));
    this.#alarm.unref();
  }
}

function workOf(run: LocalRun, tasks: readonly string[]): Work[] {
  return tasks.map(task => ({ run, project: run.plan.project, task }));
}
