import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { WorkloadId } from '@mlops/plugin-mlops-common';
import type { ObjectStore } from '../artifacts/S3Objects';
import type { ClusterClient } from '../cluster/ClusterClient';
import type { LiveLogs } from '../logs/LiveLogs';
import { loggedPodOf, type LoggedPod } from '../logs/LoggedPod';
import { PodLog } from '../logs/PodLog';
import type { ObservedPod } from '../state/ObservedPod';
import { logOfStart, removeLogs } from './logOfStart';

interface StartLogsDeps {
  client: ClusterClient;
  objects: ObjectStore;
  live: LiveLogs;
  logger: LoggerService;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Of the watch. */
  signal: AbortSignal;
  /** A log was put away to its end, or bytes of one are missing. */
  onChange: () => void;
}

/** What is known of the log of a start. */
export interface StartLog {
  bytes: number;
  /** Offsets before which bytes are missing. */
  gaps: readonly number[];
}

interface Kept {
  log: PodLog;
  end: Promise<void>;
  isDone: boolean;
}

/** Keeps the logs of the starts of one workload, each from its beginning to its end. Nothing archives them later. */
export class StartLogs {
  readonly #deps: StartLogsDeps;
  readonly #workloadId: WorkloadId;
  readonly #stop = new AbortController();
  readonly #signal: AbortSignal;
  /** By the number of the start; of those whose logs are not written down as stored yet. */
  readonly #kept = new Map<number, Kept>();

  constructor(deps: StartLogsDeps, workloadId: WorkloadId) {
    this.#deps = deps;
    this.#workloadId = workloadId;
    this.#signal = AbortSignal.any([deps.signal, this.#stop.signal]);
  }

  /** The newest state of the pod of a start, which may be told as often as one likes; or its last one. */
  see(start: number, observed: ObservedPod, isGone: boolean): void {
    const pod = loggedPodOf(observed, 'none');
    const known = this.#kept.get(start)?.log;
    if (known) known.see(pod, isGone);
    else if (!isGone && pod.hasStarted) this.#keep(start, pod);
  }

  /** There is no pod of a start, as was asked. */
  miss(start: number): void {
    const known = this.#kept.get(start)?.log;
    if (known && !known.isGone) known.see(known.pod, true);
  }

  /** What there is of a log; `undefined` if it is not kept here. */
  growing(start: number): StartLog | undefined {
    const log = this.#kept.get(start)?.log;
    return log && { bytes: log.size, gaps: log.gaps };
  }

  /** The log of a start that has ended; `undefined` while it is still put away, after which a change is told. */
  async whole(start: number): Promise<StartLog | undefined> {
    const known = this.#kept.get(start);
    if (known) return known.isDone ? this.growing(start) : undefined;
    const store = logOfStart(this.#deps.objects, this.#workloadId, start);
    const { kept, pieces } = await store.look();
    const [index] = await store.indexes(pieces.slice(-1));
    return { bytes: kept, gaps: index?.gaps ?? [] };
  }

  /** It is written down that the log of a start is stored. */
  noteStored(start: number): void {
    this.#kept.delete(start);
  }

  /** The workload was purged: what is put away at this moment would stay for ever. */
  async forget(): Promise<void> {
    if (this.#kept.size === 0) return;
    this.#stop.abort();
    await Promise.all([...this.#kept.values()].map(({ end }) => end));
    await removeLogs(this.#deps.objects, this.#workloadId);
  }

  #keep(start: number, pod: LoggedPod): void {
    const { live, logger, objects, onChange } = this.#deps;
    const store = logOfStart(objects, this.#workloadId, start);
    const name = `start ${start} of the workload ${this.#workloadId}`;
    const log = new PodLog({
      ...this.#deps,
      name,
      pod,
      signal: this.#signal,
      store,
      onNews: ({ kind }) => {
        if (kind === 'gap') onChange();
      },
    });
    const forReaders = { reading: log, inStore: (offset: number) => offset };
    live.add(store, forReaders);
    const kept: Kept = { log, end: Promise.resolve(), isDone: false };
    this.#kept.set(start, kept);
    kept.end = keepAll(log)
      .catch(error => {
        const why = stringifyError(error);
        logger.error(`The log of ${name} is not kept any more: ${why}`);
      })
      .finally(() => {
        // Of one that is watched no more, the rest is read by whoever watches next.
        kept.isDone = !this.#signal.aborted;
        live.remove(store, forReaders);
        log.leave();
        onChange();
      });
  }
}

async function keepAll(log: PodLog): Promise<void> {
  if (!(await log.restore())) return;
  await log.read(() => log.pod.hasEnded || log.isGone);
  await log.keepNow();
}
