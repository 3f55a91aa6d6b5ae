import type { WorkloadPlan } from '@mlops/plugin-mlops-common';
import { workloadEvent, type WorkloadEvent } from '@mlops/plugin-mlops-node';
import { isConflict } from '../cluster/ClusterClient';
import type { ClusterWorkloads } from './ClusterWorkloads';
import type { WorkloadRecord } from './workloadRecord';
import type { WorkloadState } from './WorkloadState';

interface KeptRecordDeps {
  workloads: Pick<ClusterWorkloads, 'get' | 'write'>;
  /** Milliseconds since 1970. */
  now: () => number;
  onEvent(event: WorkloadEvent): void;
}

/**
 * The record of a workload as whoever keeps it knows it. It is written only as it was read, so that two that keep the
 * same workload do not disturb each other, and what is new in it is told.
 */
export class KeptRecord {
  readonly #deps: KeptRecordDeps;
  #record: WorkloadRecord;
  #toldRevision = 0;

  constructor(deps: KeptRecordDeps, record: WorkloadRecord) {
    this.#deps = deps;
    this.#record = record;
  }

  get newest(): WorkloadRecord {
    return this.#record;
  }

  get plan(): WorkloadPlan {
    return this.#record.plan;
  }

  get state(): WorkloadState {
    return this.#record.state;
  }

  /** What was written here comes back, and late. @returns whether it is newer than what was known */
  note(record: WorkloadRecord): boolean {
    if (!isNewer(record, this.#record)) return false;
    this.#record = record;
    this.tell();
    return true;
  }

  /**
   * Writes down what is new. What somebody else has written meanwhile is read instead, and to be decided about anew.
   *
   * @returns whether anything has changed
   */
  async change(change: Partial<WorkloadState>): Promise<boolean> {
    const { workloads } = this.#deps;
    const before = this.#record;
    const changed = { ...before.state, ...change };
    if (JSON.stringify(changed) === JSON.stringify(before.state)) return false;
    const isNews = told(before, changed) !== told(before, before.state);
    const revision = before.state.revision + (isNews ? 1 : 0);
    try {
      this.#record = await workloads.write(before, { ...changed, revision });
    } catch (error) {
      if (!isConflict(error)) throw error;
      const { plan, metadata } = before;
      const newest = await workloads.get(plan.workloadId, metadata.namespace);
      if (newest) this.#record = newest;
    }
    this.tell();
    return true;
  }

  /** Tells how it is, unless it was told. */
  tell(): void {
    const { plan, state } = this.#record;
    if (state.revision <= this.#toldRevision) return;
    this.#toldRevision = state.revision;
    const { now, onEvent } = this.#deps;
    onEvent(workloadEvent(plan.workloadId, state, now()));
  }
}

/** What is told of a state, but for how often it has changed. */
function told({ plan }: WorkloadRecord, state: WorkloadState): string {
  return JSON.stringify(
    workloadEvent(plan.workloadId, { ...state, revision: 0 }, 0),
  );
}

/** Versions of an object grow, which clients may rely on; of one that is no number nothing is known. */
function isNewer(one: WorkloadRecord, other: WorkloadRecord): boolean {
  const [version, known] = [one, other].map(({ metadata }) =>
    Number(metadata.resourceVersion),
  );
  return !(version <= known);
}
