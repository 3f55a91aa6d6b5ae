import { join } from 'node:path';
import { isWorkloadOver, type WorkloadPlan } from '@mlops/plugin-mlops-common';
import { workloadEvent } from '@mlops/plugin-mlops-node';
import type { EventFeed } from '../EventFeed';
import { replaceFile } from '../replaceFile';
import type { WorkloadState } from './WorkloadState';

/** One workload: every change of its state goes through here, to the disk and then to those who watch. */
export class LocalWorkload {
  readonly plan: WorkloadPlan;
  readonly #folder: string;
  readonly #feed: EventFeed;
  readonly #now: () => number;
  readonly #ending = new AbortController();
  #state: WorkloadState;
  #changing: Promise<void> = Promise.resolve();
  #closed = false;

  constructor(deps: {
    plan: WorkloadPlan;
    state: WorkloadState;
    folder: string;
    feed: EventFeed;
    now: () => number;
  }) {
    this.plan = deps.plan;
    this.#state = deps.state;
    this.#folder = deps.folder;
    this.#feed = deps.feed;
    this.#now = deps.now;
    if (deps.state.ending !== null) this.#ending.abort();
  }

  get state(): Readonly<WorkloadState> {
    return this.#state;
  }

  get isOver(): boolean {
    return isWorkloadOver(this.#state.status);
  }

  /** Aborts when somebody asks for its end. */
  get ending(): AbortSignal {
    return this.#ending.signal;
  }

  /** Asks it to end. */
  async end(reason: string): Promise<void> {
    await this.change(state =>
      isWorkloadOver(state.status) || state.ending !== null
        ? {}
        : { ending: reason, reason: 'it is being ended' },
    );
    if (!this.isOver) this.#ending.abort();
  }

  /**
   * Changes its state, one change after the other. What cannot be kept has not changed.
   *
   * @param decide - what is new; with nothing, there is no change
   */
  async change(
    decide: (
      state: Readonly<WorkloadState>,
      now: number,
    ) => Partial<WorkloadState>,
  ): Promise<void> {
    const make = () => this.#change(decide);
    const changing = this.#changing.then(make, make);
    this.#changing = changing.catch(() => undefined);
    await changing;
  }

  /** From here on the next engine keeps the state. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#changing;
  }

  async #change(
    decide: (
      state: Readonly<WorkloadState>,
      now: number,
    ) => Partial<WorkloadState>,
  ): Promise<void> {
    if (this.#closed) return;
    const change = decide(this.#state, this.#now());
    const isNews = Object.entries(change).some(
      ([key, value]) => this.#state[key as keyof WorkloadState] !== value,
    );
    if (!isNews) return;
    const revision = this.#state.revision + 1;
    const next = { ...this.#state, ...change, revision };
    await replaceFile(join(this.#folder, 'state.json'), JSON.stringify(next));
    this.#state = next;
    this.#feed.publish(workloadEvent(this.plan.workloadId, next, this.#now()));
  }
}
