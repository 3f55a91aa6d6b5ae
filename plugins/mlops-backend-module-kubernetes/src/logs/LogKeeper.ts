import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import { stringifyError } from '@backstage/errors';
import type { RunId } from '@mlops/plugin-mlops-common';
import type { AttemptRef, MessageEvent } from '@mlops/plugin-mlops-node';
import type { ObjectStore } from '../artifacts/S3Objects';
import type { ClusterClient } from '../cluster/ClusterClient';
import type { ObservedPod } from '../state/ObservedPod';
import { AttemptLog } from './AttemptLog';
import { attemptPodOf, type AttemptPod } from './AttemptPod';
import type { LiveLogs } from './LiveLogs';
import { logOfAttempt } from './logOfAttempt';
import { tellOfLog, type LogNews } from './tellOfLog';

/** Milliseconds for which the end of an attempt is held back until its log is put away. */
const PATIENCE_MS = 6_000;

interface LogKeeperDeps {
  live: LiveLogs;
  objects: ObjectStore;
  logger: LoggerService;
  /** Milliseconds since 1970. */
  now: () => number;
  /** Of the watch. */
  signal: AbortSignal;
  /** Runs whose end is not stored yet; absent: all. Logs of other pods that are over are as complete as they get. */
  wanted: ReadonlySet<RunId> | undefined;
  /** Words of the platform. */
  onMessage: (message: Omit<MessageEvent, 'at'>) => void;
}

/** Keeps the logs of all attempts that a watch sees. */
export class LogKeeper {
  readonly #deps: LogKeeperDeps;
  /** By the uid of the pod. */
  readonly #kept = new Map<
    string,
    { log: AttemptLog; pod: AttemptPod; end: Promise<void> }
  >();
  /** Uids of pods whose logs are put away. */
  readonly #done = new Set<string>();

  constructor(deps: LogKeeperDeps) {
    this.#deps = deps;
  }

  /** The newest state of a pod of a run, which may be told as often as one likes; or its last one. */
  see(client: ClusterClient, observed: ObservedPod, isGone: boolean): void {
    const pod = attemptPodOf(observed);
    if (!pod) return;
    const known = this.#kept.get(pod.uid);
    if (known) known.log.see(pod, isGone);
    else if (!isGone && this.#isToKeep(pod)) this.#keep(client, pod);
    if (isGone) this.#done.delete(pod.uid);
  }

  #isToKeep(pod: AttemptPod): boolean {
    const { live, objects, wanted } = this.#deps;
    if (!pod.hasStarted || this.#done.has(pod.uid)) return false;
    if (pod.isOver && wanted?.has(pod.runId) === false) return false;
    // Another watch of this backend is at it.
    return live.get(logOfAttempt(objects, pod)) === undefined;
  }

  #keep(client: ClusterClient, pod: AttemptPod): void {
    const { live, logger, now, objects, signal } = this.#deps;
    const store = logOfAttempt(objects, pod);
    const log = new AttemptLog({
      client,
      logger,
      now,
      pod,
      signal,
      store,
      onNews: news => this.#tell(pod, news),
    });
    live.add(store, log);
    const end = log
      .keep()
      .catch(error =>
        logger.error(
          `The log of the pod "${
            pod.name
          }" is not kept any more: ${stringifyError(error)}`,
        ),
      )
      .finally(() => {
        live.remove(store, log);
        log.reading.leave();
        this.#kept.delete(pod.uid);
        this.#done.add(pod.uid);
      });
    this.#kept.set(pod.uid, { log, pod, end });
  }

  /** Ends when the log of an attempt that has ended is put away, or after a while. */
  async settled({ runId, task, attempt }: AttemptRef): Promise<void> {
    const ends = [...this.#kept.values()]
      .filter(
        ({ pod }) =>
          pod.runId === runId && pod.task === task && pod.attempt === attempt,
      )
      .map(({ end }) => end);
    if (ends.length === 0) return;
    await Promise.race([
      Promise.all(ends),
      sleep(PATIENCE_MS, undefined, { ref: false }),
    ]);
  }

  #tell({ runId, task, attempt }: AttemptRef, news: LogNews): void {
    const { key, text } = tellOfLog({ task, attempt }, news);
    this.#deps.onMessage({
      type: 'message',
      id: `log-${task}-${attempt}-${key}`,
      runId,
      task,
      attempt,
      text,
    });
  }
}
