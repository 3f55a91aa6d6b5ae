import type { LogTimeState } from '@mlops/plugin-mlops-node';
import type { ExecutorState } from './ExecutorLines';
import type { LogMark } from './Reentry';

/** A part of a log that was kept while its task ran. It is written once; its name says which bytes it has. */
export interface LogPiece {
  offset: number;
  size: number;
}

/** What is known beside the bytes of a piece; it stands behind them. */
export interface PieceIndex {
  /** Of lines that begin in the piece. */
  times: readonly LogTimeState[];
  /** Of the first byte. */
  before: LogTimeState | null;
  /** From which the log goes on; `null` if no line was kept yet. */
  mark: LogMark | null;
  /** What the executor has said before the line of the mark, behind which it may say it too. */
  executor: ExecutorState;
  /** The line by which the executor says that it begins was seen. */
  hasBegun: boolean;
  /** Offsets before which bytes are missing, of the whole log up to here. */
  gaps: readonly number[];
}

/** Digits by which names sort as their offsets do: 10^15 bytes are 1 PB. */
const DIGITS = 15;

export function pieceName({ offset, size }: LogPiece): string {
  return `${String(offset).padStart(DIGITS, '0')}-${size}`;
}

/** `undefined` for what is no name of a piece. */
export function parsePieceName(name: string): LogPiece | undefined {
  const match = /^(\d{15})-(\d{1,15})$/.exec(name);
  return match
    ? { offset: Number(match[1]), size: Number(match[2]) }
    : undefined;
}

/**
 * Pieces that give the log without a hole, from its beginning, each with the byte from which it is needed. Two backends
 * that were both at it have cut the same bytes at different places.
 */
export function chainOf(pieces: readonly LogPiece[]): LogPiece[] {
  const sorted = [...pieces].sort((a, b) => a.offset - b.offset);
  const chain: LogPiece[] = [];
  let end = 0;
  let best: LogPiece | undefined;
  for (const piece of sorted) {
    if (piece.offset > end) {
      if (!best) break;
      chain.push(best);
      end = endOf(best);
      best = undefined;
      if (piece.offset > end) break;
    }
    if (endOf(piece) > (best ? endOf(best) : end)) best = piece;
  }
  if (best) chain.push(best);
  return chain;
}

/** The first byte behind a piece. */
export function endOf({ offset, size }: LogPiece): number {
  return offset + size;
}

/** Whether another piece has all bytes of one, and more. */
export function isPartOf(piece: LogPiece, other: LogPiece): boolean {
  return (
    piece.size < other.size &&
    piece.offset >= other.offset &&
    endOf(piece) <= endOf(other)
  );
}

/** Pieces from so many bytes on stay as they are. */
const LARGE = 512 * 1024;

/** Smaller ones at the end of a log that are left as they are. */
const MOST_SMALL = 64;

/**
 * Which pieces are to become one. Those of a log that grows slowly are small, and after weeks they would be too many to
 * list: so there are never more than some per half a megabyte, and some at the end. Pure.
 *
 * @param pieces - a chain
 * @returns the last ones; none while there are few
 */
export function mergeable(pieces: readonly LogPiece[]): LogPiece[] {
  const large = pieces.findLastIndex(({ size }) => size >= LARGE);
  const small = pieces.slice(large + 1);
  return small.length > MOST_SMALL ? small : [];
}
