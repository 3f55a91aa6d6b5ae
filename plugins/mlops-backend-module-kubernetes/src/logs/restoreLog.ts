import type { AttemptRef, LogTimeState } from '@mlops/plugin-mlops-node';
import { GrowingLog } from './GrowingLog';
import type { LogStore } from './LogStore';

/** Indexes that are read at a time. */
const AT_ONCE = 8;

/** The log of an attempt as an earlier backend has left it. */
export async function restoreLog(
  store: LogStore,
  ref: AttemptRef,
  saysBegin: boolean,
): Promise<{ log: GrowingLog; isComplete: boolean }> {
  const { pieces, kept, isComplete } = await store.look(ref);
  const times: LogTimeState[] = [];
  for (let at = 0; at < pieces.length; at += AT_ONCE) {
    const indexes = await Promise.all(
      pieces.slice(at, at + AT_ONCE).map(piece => store.index(ref, piece)),
    );
    times.push(...indexes.flatMap(index => index?.times ?? []));
  }
  const last = pieces.at(-1);
  const index = last && (await store.index(ref, last));
  const log = new GrowingLog(
    saysBegin,
    index && { kept, index, times: inOrder(times) },
  );
  return { log, isComplete };
}

/** Pieces that overlap tell some twice. */
function inOrder(times: readonly LogTimeState[]): LogTimeState[] {
  const ordered: LogTimeState[] = [];
  for (const entry of times) {
    const last = ordered.at(-1);
    if (!last || entry.offset > last.offset) ordered.push(entry);
  }
  return ordered;
}
