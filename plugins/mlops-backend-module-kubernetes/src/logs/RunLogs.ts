import { isFinal } from '@mlops/plugin-mlops-common';
import type {
  AttemptRef,
  LogOptions,
  LogTimesRange,
  LogTimeState,
} from '@mlops/plugin-mlops-node';
import type { ObjectStore } from '../artifacts/S3Objects';
import type { ClusterRuns } from '../runs/ClusterRuns';
import { statesOf } from '../state/statesOf';
import type { LiveLogs } from './LiveLogs';
import { logOfAttempt } from './logOfAttempt';
import { LogReader } from './LogReader';

/** Reads logs of attempts. */
export class RunLogs {
  readonly #clusters: ReadonlyMap<string, ClusterRuns>;
  readonly #objects: ObjectStore;
  readonly #live: LiveLogs;

  constructor(
    clusters: ReadonlyMap<string, ClusterRuns>,
    objects: ObjectStore,
    live: LiveLogs,
  ) {
    this.#clusters = clusters;
    this.#objects = objects;
    this.#live = live;
  }

  read(ref: AttemptRef, options: LogOptions): AsyncIterable<Uint8Array> {
    return this.#reader(ref).read(options, () => this.#isOver(ref));
  }

  async size(ref: AttemptRef): Promise<number> {
    return this.#reader(ref).size();
  }

  async times(ref: AttemptRef, range: LogTimesRange): Promise<LogTimeState[]> {
    return this.#reader(ref).times(range);
  }

  #reader(ref: AttemptRef): LogReader {
    return new LogReader(logOfAttempt(this.#objects, ref), this.#live);
  }

  /** As its workflow says; a run of which nothing is left on any cluster is over too. */
  async #isOver(ref: AttemptRef): Promise<boolean> {
    const clusters = [...this.#clusters.values()];
    // A cluster that does not answer must not hide what another one has.
    const answers = await Promise.allSettled(
      clusters.map(async runs => {
        const [workflow] = await runs.find(ref.runId);
        const plan =
          workflow &&
          (await runs.planOf(ref.runId, workflow.metadata.namespace));
        if (!workflow || !plan) return undefined;
        const attempt = statesOf(plan, workflow)
          .tasks.find(({ task }) => task === ref.task)
          ?.attempts.find(({ attempt: number }) => number === ref.attempt);
        return attempt !== undefined && isFinal(attempt.status);
      }),
    );
    const told = answers.flatMap(answer =>
      answer.status === 'fulfilled' ? answer.value ?? [] : [],
    );
    if (told.length > 0) return told.some(Boolean);
    const away = answers.find(answer => answer.status === 'rejected');
    if (!away) return true;
    // Of a run that was cleared there is nothing but what was archived.
    const { archived } = await logOfAttempt(this.#objects, ref).look();
    if (archived === null) throw away.reason;
    return true;
  }
}
