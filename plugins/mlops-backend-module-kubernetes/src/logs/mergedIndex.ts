import type { LogTimeState } from '@mlops/plugin-mlops-node';
import type { PieceIndex } from './LogPiece';

/** The index of one piece that takes the place of several, at least one, that follow each other. Pure. */
export function mergedIndex(indexes: readonly PieceIndex[]): PieceIndex {
  const last = indexes[indexes.length - 1];
  return {
    ...last,
    times: inOrder(indexes.flatMap(({ times }) => times)),
    before: indexes[0].before,
  };
}

/** Times of pieces, each of them once: pieces that overlap tell some twice. */
export function inOrder(times: readonly LogTimeState[]): LogTimeState[] {
  const ordered: LogTimeState[] = [];
  for (const entry of times) {
    const last = ordered.at(-1);
    if (!last || entry.offset > last.offset) ordered.push(entry);
  }
  return ordered;
}
