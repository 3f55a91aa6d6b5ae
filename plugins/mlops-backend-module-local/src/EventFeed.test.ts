import type { RunId } from '@mlops/plugin-mlops-common';
import { EventFeed, type FeedEvent } from './EventFeed';

/** Longer than any test may take. */
const FOR_EVER_MS = 600_000;

function message(id: string): FeedEvent {
  return {
    type: 'message',
    runId: '01k0000000000000000000000a' as RunId,
    id,
    at: 1,
    task: null,
    attempt: null,
    text: 'hello',
  };
}

function isMine(event: FeedEvent): boolean {
  return event.type === 'message' && event.id === 'mine';
}

describe('EventFeed.waitFor', () => {
  it('waits for what matters, and for nothing else', async () => {
    const feed = new EventFeed();
    let isOver = false;
    const { signal } = new AbortController();
    const waiting = feed
      .waitFor(isMine, FOR_EVER_MS, signal)
      .then(() => (isOver = true));
    feed.publish(message('another'));
    await new Promise(setImmediate);
    expect(isOver).toBe(false);
    feed.publish(message('mine'));
    await waiting;
  });

  it('waits so long at most', async () => {
    const { signal } = new AbortController();
    await expect(
      new EventFeed().waitFor(isMine, 1, signal),
    ).resolves.toBeUndefined();
  });

  it('is cut short by whoever leaves, also before it began', async () => {
    const feed = new EventFeed();
    const left = new AbortController();
    const waiting = feed.waitFor(isMine, FOR_EVER_MS, left.signal);
    left.abort();
    await expect(waiting).resolves.toBeUndefined();
    await expect(
      feed.waitFor(isMine, FOR_EVER_MS, left.signal),
    ).resolves.toBeUndefined();
  });
});
