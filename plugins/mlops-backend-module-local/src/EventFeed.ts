import type { EngineEvent } from '@mlops/plugin-mlops-node';

type Unstamped = EngineEvent extends infer E
  ? E extends EngineEvent
    ? Omit<E, 'epoch'>
    : never
  : never;

/** An event before a watcher's epoch is put on it. */
export type FeedEvent = Unstamped;

/** Hands events to everybody who watches. */
export class EventFeed {
  readonly #listeners = new Set<(event: FeedEvent) => void>();

  publish(event: FeedEvent): void {
    this.#listeners.forEach(listener => listener(event));
  }

  /** What `actual` gives, then `synced`, then what is published, until `signal` aborts. */
  async *watch(
    actual: () => Iterable<FeedEvent>,
    signal: AbortSignal,
    epoch: number,
  ): AsyncIterable<EngineEvent> {
    const pending: FeedEvent[] = [];
    let notify: () => void = () => {};
    const listener = (event: FeedEvent) => {
      pending.push(event);
      notify();
    };
    const abort = () => notify();
    // Listening begins before the replay is taken, so that nothing falls in between.
    this.#listeners.add(listener);
    signal.addEventListener('abort', abort);
    try {
      for (const event of actual()) yield stamp(event, epoch);
      yield { type: 'synced', epoch };
      while (!signal.aborted) {
        for (const event of pending.splice(0)) yield stamp(event, epoch);
        if (pending.length > 0 || signal.aborted) continue;
        await new Promise<void>(resolve => {
          notify = resolve;
        });
      }
    } finally {
      this.#listeners.delete(listener);
      signal.removeEventListener('abort', abort);
    }
  }
}

function stamp(event: FeedEvent, epoch: number): EngineEvent {
  return { ...event, epoch } as EngineEvent;
}
