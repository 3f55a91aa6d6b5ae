import {
  isFinal,
  type RunPlan,
  type Status,
  type TaskPlan,
} from '@mlops/plugin-mlops-common';
import type { EventFeed } from '../EventFeed';
import { decide, type Decision } from './decide';
import { attemptEvent, runEvent, taskEvent } from './runEvents';
import type { RunFile } from './RunFile';
import type { AttemptState, RunState } from './RunState';
import { ChangeGatherer } from './StateChange';

/** One run: every change of its state goes through here, to the disk and to those who watch. */
export class LocalRun {
  readonly plan: RunPlan;
  readonly state: RunState;
  readonly #tasks: ReadonlyMap<string, TaskPlan>;
  readonly #file: RunFile;
  readonly #feed: EventFeed;
  readonly #changes: ChangeGatherer;
  readonly #now: () => number;

  constructor(deps: {
    plan: RunPlan;
    state: RunState;
    file: RunFile;
    feed: EventFeed;
    now: () => number;
  }) {
    this.plan = deps.plan;
    this.state = deps.state;
    this.#tasks = new Map(deps.plan.tasks.map(task => [task.name, task]));
    this.#file = deps.file;
    this.#feed = deps.feed;
    this.#changes = new ChangeGatherer(deps.state);
    this.#now = deps.now;
  }

  get isOver(): boolean {
    return isFinal(this.state.status);
  }

  task(name: string): TaskPlan {
    const plan = this.#tasks.get(name);
    if (!plan) throw new Error(`Run ${this.plan.runId} has no task "${name}"`);
    return plan;
  }

  /** Names of the tasks whose attempt is under way. */
  get runningTasks(): string[] {
    return Object.entries(this.state.tasks)
      .filter(([, { status }]) => status === 'running')
      .map(([name]) => name);
  }

  /** Whether an attempt of the task was ever begun. */
  hasBegun(task: string): boolean {
    return this.state.tasks[task].attempts.length > 0;
  }

  /** Keeps what has changed; a run that is over keeps no file open. */
  async save(): Promise<void> {
    await this.#file.writeChange(this.#changes.take(), this.state);
    if (this.isOver) await this.close();
  }

  /** From here on the next engine keeps the state, also what happens in between. */
  async close(): Promise<void> {
    await this.#file.close();
  }

  say(text: string, task: string | null = null): void {
    const { messages, tasks } = this.state;
    const attempt = task === null ? null : tasks[task].attempts.length || null;
    const message = {
      id: String(messages.length + 1),
      at: this.#now(),
      task,
      attempt,
      text,
    };
    messages.push(message);
    this.#feed.publish({
      type: 'message',
      runId: this.plan.runId,
      ...message,
    });
  }

  /** Asks the run to end; what is under way ends with it. */
  end(status: 'stopped' | 'failed', reason: string): void {
    if (this.isOver || this.state.ending) return;
    this.state.ending = { status, reason };
    this.#changes.note();
    this.say(reason);
  }

  /** Takes what is decided about the run as a whole, and about tasks that never start. */
  advance(): Decision {
    const decision = decide(this.plan, this.state, this.#now());
    if (decision.timedOut) {
      this.end(
        'failed',
        `the run took longer than ${this.plan.timeoutSeconds} s`,
      );
    }
    for (const { task, status, reason } of decision.settle) {
      this.#setTask(task, status, reason);
    }
    if (decision.finish) {
      this.state.status = decision.finish.status;
      this.state.reason = decision.finish.reason;
      this.state.finishedAt = this.#now();
      this.state.startedAt ??= this.state.finishedAt;
      this.#publishRun();
    }
    return decision;
  }

  /** Why a task does not start yet. */
  hold(task: string, status: 'waiting' | 'queued', reason: string): void {
    const current = this.state.tasks[task];
    if (current.status === status && current.reason === reason) return;
    current.status = status;
    current.reason = reason;
    this.#publishTask(task);
  }

  /** The result of an earlier run stands for executing the task. */
  take(task: string, result: AttemptState): void {
    this.state.tasks[task].attempts.push(result);
    this.#publishAttempt(task);
    const { rerunOf } = this.plan;
    this.#setTask(
      task,
      'reused',
      rerunOf ? `the result of run #${rerunOf.number} was taken` : null,
    );
  }

  /** Begins the next attempt of a task. @returns its number */
  begin(task: string): number {
    const now = this.#now();
    const current = this.state.tasks[task];
    current.status = 'running';
    current.reason = null;
    current.startedAt ??= now;
    current.attempts.push({
      status: 'running',
      reason: null,
      exitCode: null,
      startedAt: now,
      finishedAt: null,
      peak: null,
      outputs: [],
      values: {},
      metrics: {},
    });
    if (this.state.status !== 'running') {
      this.state.status = 'running';
      this.state.startedAt = now;
      this.#publishRun();
    }
    this.#publishTask(task);
    this.#publishAttempt(task);
    return current.attempts.length;
  }

  /** Ends the attempt that is under way; a failed one is tried again while the policy lets it. */
  conclude(
    task: string,
    outcome: Omit<AttemptState, 'startedAt'> & { startedAt?: number },
  ): void {
    const current = this.state.tasks[task];
    const attempt = current.attempts.at(-1);
    if (!attempt) throw new Error(`The task "${task}" has no attempt to end`);
    Object.assign(attempt, outcome);
    this.#publishAttempt(task);
    const again =
      attempt.status === 'failed' &&
      !this.state.ending &&
      current.attempts.length <= this.task(task).retry.limit;
    if (again) {
      current.status = 'waiting';
      current.reason = `attempt ${current.attempts.length} failed: ${attempt.reason}; it will be tried again`;
      this.#publishTask(task);
      return;
    }
    this.#setTask(task, attempt.status, attempt.reason);
  }

  /** Ends the attempt that is under way without a result. */
  fail(task: string, reason: string): void {
    this.conclude(task, {
      status: 'failed',
      reason,
      exitCode: null,
      finishedAt: this.#now(),
      peak: null,
      outputs: [],
      values: {},
      metrics: {},
    });
  }

  #setTask(task: string, status: Status, reason: string | null): void {
    const current = this.state.tasks[task];
    current.status = status;
    current.reason = reason;
    if (isFinal(status)) current.finishedAt = this.#now();
    this.#publishTask(task);
  }

  #publishRun(): void {
    this.#changes.note();
    this.#feed.publish(runEvent(this.plan.runId, this.state, this.#now()));
  }

  #publishTask(task: string): void {
    this.#changes.note(task);
    this.#feed.publish(
      taskEvent(this.plan.runId, this.state, task, this.#now()),
    );
  }

  #publishAttempt(task: string): void {
    this.#changes.note(task);
    const number = this.state.tasks[task].attempts.length;
    this.#feed.publish(
      attemptEvent(this.plan.runId, this.state, task, number, this.#now()),
    );
  }
}
