import { SilenceWatch } from './SilenceWatch';

describe('SilenceWatch', () => {
  const patience = 30;
  const later = (ms: number) =>
    new Promise(resolve => {
      setTimeout(resolve, ms);
    });

  /** Says something a few times, and then nothing until it is ended. */
  async function* speaking(times: number, signal: AbortSignal) {
    for (let i = 0; i < times; i += 1) {
      await later(patience / 2);
      yield Buffer.from('x');
    }
    await new Promise<void>(resolve => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve());
    });
  }

  it('lets a stream go on that speaks, and ends it when it falls silent', async () => {
    const watch = new SilenceWatch(patience, new AbortController().signal);
    let heard = 0;
    for await (const chunk of watch.over(speaking(5, watch.signal))) {
      heard += chunk.length;
    }
    expect(heard).toBe(5);
    expect(watch.signal.aborted).toBe(true);
    watch.end();
  });

  it('ends it with what it belongs to', async () => {
    const outer = new AbortController();
    const watch = new SilenceWatch(60_000, outer.signal);
    outer.abort();
    expect(watch.signal.aborted).toBe(true);
    watch.end();
    const late = new SilenceWatch(60_000, outer.signal);
    expect(late.signal.aborted).toBe(true);
    late.end();
  });

  it('ends nothing that is not listened to any more', async () => {
    const watch = new SilenceWatch(patience, new AbortController().signal);
    watch.end();
    await later(2 * patience);
    expect(watch.signal.aborted).toBe(false);
  });
});
