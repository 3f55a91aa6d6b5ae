import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NotFoundError, stringifyError } from '@backstage/errors';
import type { LoggerService } from '@backstage/backend-plugin-api';
import {
  ID_PATTERN,
  isWorkloadOver,
  type TaskRuntime,
  type WorkloadId,
  type WorkloadPlan,
} from '@mlops/plugin-mlops-common';
import type { DataFolder } from '../DataFolder';
import type { EventFeed } from '../EventFeed';
import { readIfThere } from '../readIfThere';
import { replaceFile } from '../replaceFile';
import { LocalWorkload } from './LocalWorkload';
import { newWorkloadState, type WorkloadState } from './WorkloadState';

interface WorkloadShelfDeps {
  data: DataFolder;
  feed: EventFeed;
  logger: LoggerService;
  now: () => number;
}

/** Workloads, each with its folder on the disk. Of those that are over only their ids are held in memory. */
export class WorkloadShelf {
  readonly #deps: WorkloadShelfDeps;
  readonly #held = new Map<WorkloadId, LocalWorkload>();
  readonly #over = new Set<WorkloadId>();
  readonly #taking = new Map<WorkloadId, Promise<LocalWorkload>>();

  constructor(deps: WorkloadShelfDeps) {
    this.#deps = deps;
  }

  /** Those that are held in memory; none that goes on is missing. */
  all(): LocalWorkload[] {
    return [...this.#held.values()];
  }

  /** What those that go on are executed in. */
  runtimes(): TaskRuntime[] {
    return this.all()
      .filter(workload => !workload.isOver)
      .map(({ plan }) => plan.runtime);
  }

  /** Ids of those that are only on the disk. */
  over(): WorkloadId[] {
    return [...this.#over];
  }

  /** From memory or from the disk. */
  async find(workloadId: WorkloadId): Promise<LocalWorkload | undefined> {
    const held = this.#held.get(workloadId);
    if (held || !this.#over.has(workloadId)) return held;
    return this.#load(workloadId);
  }

  /** Reads what an earlier engine left; a workload that cannot be read is said and left alone. */
  async open(): Promise<void> {
    const { data, logger } = this.#deps;
    await mkdir(data.workloads, { recursive: true, mode: 0o700 });
    for (const name of await readdir(data.workloads)) {
      if (!ID_PATTERN.test(name)) continue;
      const workloadId = name as WorkloadId;
      try {
        await this.#meet(workloadId);
      } catch (error) {
        logger.error(
          `Workload ${workloadId} cannot be read and is left alone: ${stringifyError(
            error,
          )}`,
        );
      }
    }
  }

  /**
   * The workload of a plan; taken once, also when two calls come at the same time.
   *
   * @param onNew - told of one that was not known before, once
   */
  async take(
    plan: WorkloadPlan,
    onNew: (workload: LocalWorkload) => void,
  ): Promise<void> {
    const { workloadId } = plan;
    if (this.#held.has(workloadId) || this.#over.has(workloadId)) return;
    const taking =
      this.#taking.get(workloadId) ??
      this.#write(plan, onNew).finally(() => this.#taking.delete(workloadId));
    this.#taking.set(workloadId, taking);
    await taking;
  }

  /** Lets go of one that is over and whose state is on the disk. */
  retire(workload: LocalWorkload): void {
    const { workloadId } = workload.plan;
    if (this.#held.get(workloadId) !== workload) return;
    this.#held.delete(workloadId);
    this.#over.add(workloadId);
  }

  /** No longer knows one that is over; its folder is another's to remove. */
  forget(workloadId: WorkloadId): void {
    this.#held.delete(workloadId);
    this.#over.delete(workloadId);
  }

  async #meet(workloadId: WorkloadId): Promise<void> {
    const state = await this.#read<WorkloadState>(workloadId, 'state.json');
    if (!state) return;
    if (isWorkloadOver(state.status)) {
      this.#over.add(workloadId);
      return;
    }
    const workload = await this.#load(workloadId);
    if (workload) this.#held.set(workloadId, workload);
  }

  async #load(workloadId: WorkloadId): Promise<LocalWorkload | undefined> {
    const { data, feed, now } = this.#deps;
    const { path: folder } = data.workload(workloadId);
    const [plan, state] = await Promise.all([
      this.#read<WorkloadPlan>(workloadId, 'plan.json'),
      this.#read<WorkloadState>(workloadId, 'state.json'),
    ]);
    if (!plan || !state) return undefined;
    return new LocalWorkload({ plan, state, folder, feed, now });
  }

  /** One of the two files that this engine writes, whole or not at all. */
  async #read<T>(
    workloadId: WorkloadId,
    name: 'plan.json' | 'state.json',
  ): Promise<T | undefined> {
    const { path } = this.#deps.data.workload(workloadId);
    const text = await readIfThere(() => readFile(join(path, name), 'utf8'));
    return text === undefined ? undefined : JSON.parse(text);
  }

  async #write(
    plan: WorkloadPlan,
    onNew: (workload: LocalWorkload) => void,
  ): Promise<LocalWorkload> {
    const { data, feed, now } = this.#deps;
    const { workloadId } = plan;
    if (!ID_PATTERN.test(workloadId)) {
      throw new NotFoundError(`"${workloadId}" is no id of a workload`);
    }
    const { path: folder } = data.workload(workloadId);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await replaceFile(join(folder, 'plan.json'), JSON.stringify(plan));
    // The state makes the workload: a plan without one was never taken.
    const state = newWorkloadState(now());
    await replaceFile(join(folder, 'state.json'), JSON.stringify(state));
    const workload = new LocalWorkload({ plan, state, folder, feed, now });
    this.#held.set(workloadId, workload);
    onNew(workload);
    return workload;
  }
}
