const MOST = 500;

/**
 * What came while the last batch was dealt with, together: a burst costs a few transactions instead of
 * one an item, a single item is not held back.
 */
export async function* batches<T>(
  source: AsyncIterable<T>,
): AsyncIterable<T[]> {
  const pending: T[] = [];
  let ended = false;
  let failure: unknown;
  let notify: () => void = () => {};
  const reading = (async () => {
    try {
      for await (const item of source) {
        pending.push(item);
        notify();
      }
    } catch (error) {
      failure = error;
    } finally {
      ended = true;
      notify();
    }
  })();
  for (;;) {
    if (pending.length > 0) {
      yield pending.splice(0, MOST);
      continue;
    }
    if (ended) break;
    await new Promise<void>(resolve => {
      notify = resolve;
      if (pending.length > 0 || ended) resolve();
    });
  }
  await reading;
  if (failure !== undefined) throw failure;
}
