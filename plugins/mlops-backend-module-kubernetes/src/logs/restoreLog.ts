import { GrowingLog } from './GrowingLog';
import type { Executor } from './LoggedPod';
import { inOrder } from './mergedIndex';
import type { StoredLog } from './StoredLog';

/** A log as an earlier backend has left it. */
export async function restoreLog(
  store: StoredLog,
  executor: Executor,
): Promise<{ log: GrowingLog; isComplete: boolean }> {
  const { pieces, kept, isComplete } = await store.look();
  const indexes = await store.indexes(pieces);
  if (indexes.length < pieces.length) {
    // Another backend has just put others in their place.
    return restoreLog(store, executor);
  }
  const index = indexes.at(-1);
  const times = inOrder(indexes.flatMap(one => one.times));
  const log = new GrowingLog(executor, index && { kept, index, times });
  return { log, isComplete };
}
