import { EventEmitter, on } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineEvent } from '@mlops/plugin-mlops-node';

/** An event before a watcher's epoch is put on it. */
export type FeedEvent = EngineEvent extends infer E
  ? E extends EngineEvent
    ? Omit<E, 'epoch'>
    : never
  : never;

/** Hands events to everybody who watches. */
export class EventFeed {
  readonly #emitter = new EventEmitter().setMaxListeners(0);

  publish(event: FeedEvent): void {
    // A copy: the state that it tells goes on changing while it waits to be read.
    this.#emitter.emit('event', structuredClone(event));
  }

  /** Waits until something is published that matters, so many milliseconds at most, or until `signal` aborts. */
  async waitFor(
    matters: (event: FeedEvent) => boolean,
    mostMs: number,
    signal: AbortSignal,
  ): Promise<void> {
    if (signal.aborted) return;
    const enough = new AbortController();
    const end = () => enough.abort();
    const hear = (event: FeedEvent) => {
      if (matters(event)) end();
    };
    this.#emitter.on('event', hear);
    signal.addEventListener('abort', end);
    await sleep(mostMs, undefined, { signal: enough.signal }).catch(() => {});
    this.#emitter.off('event', hear);
    signal.removeEventListener('abort', end);
  }

  /** What `actual` gives, then `synced`, then what is published, until `signal` aborts. */
  async *watch(
    actual: () => AsyncIterable<FeedEvent>,
    signal: AbortSignal,
    epoch: number,
  ): AsyncIterable<EngineEvent> {
    if (signal.aborted) return;
    // Listening begins before the replay is taken, so that nothing falls in between.
    const published = on(this.#emitter, 'event', { signal });
    try {
      for await (const event of actual()) yield stamp(event, epoch);
      yield { type: 'synced', epoch };
      for await (const [event] of published) yield stamp(event, epoch);
    } catch (error) {
      if (!signal.aborted) throw error;
    } finally {
      await published.return?.(undefined);
    }
  }
}

function stamp(event: FeedEvent, epoch: number): EngineEvent {
  return { ...event, epoch } as EngineEvent;
}
