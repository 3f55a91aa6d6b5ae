import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Dispatcher } from './Dispatcher';
import type { EngineWatcher } from './EngineWatcher';
import type { Lease } from './Lease';

/** Talks to the engines while this backend holds the lease; of several backends one does. */
export class EngineLoop {
  readonly #deps: {
    lease: Lease;
    dispatcher: Dispatcher;
    watchers: readonly EngineWatcher[];
    logger: LoggerService;
  };
  readonly #stop = new AbortController();
  #running: Promise<void> | undefined;

  constructor(deps: {
    lease: Lease;
    dispatcher: Dispatcher;
    watchers: readonly EngineWatcher[];
    logger: LoggerService;
  }) {
    this.#deps = deps;
  }

  start(): void {
    this.#running = this.#run();
  }

  /** Work that is under way in the engine goes on. */
  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#running;
    await this.#deps.lease.release();
  }

  async #run(): Promise<void> {
    const { lease, logger } = this.#deps;
    let term: { epoch: number; end: AbortController } | undefined;
    while (!this.#stop.signal.aborted) {
      const epoch = await lease.acquire().catch(error => {
        logger.error('Cannot ask for the lease of the engines', error);
        return undefined;
      });
      if (epoch !== term?.epoch) {
        term?.end.abort();
        term = epoch === undefined ? undefined : this.#begin(epoch);
      }
      // The end of the portal cuts the pause short.
      await sleep(lease.renewEveryMs, undefined, {
        signal: this.#stop.signal,
      }).catch(() => undefined);
    }
    term?.end.abort();
  }

  #begin(epoch: number) {
    const end = new AbortController();
    const { dispatcher, watchers } = this.#deps;
    for (const watcher of watchers) void watcher.work(end.signal, epoch);
    void dispatcher.work(end.signal);
    return { epoch, end };
  }
}
