import type { AttemptRef, LogTimeState } from '@mlops/plugin-mlops-node';
import { wholeOf, type ObjectStore } from '../artifacts/S3Objects';
import { keyOf } from '../manifests/locationOf';
import {
  chainOf,
  endOf,
  parsePieceName,
  pieceName,
  type LogPiece,
  type PieceIndex,
} from './LogPiece';

/** What there is of the log of an attempt. */
export interface StoredLog {
  /** Bytes that Argo has archived; `null` if it has not. */
  archived: number | null;
  /** Without a hole, from the beginning of the log on. */
  pieces: LogPiece[];
  /** Bytes in pieces. */
  kept: number;
  /** Times of the whole log are written down: nothing more is to come. */
  isComplete: boolean;
}

const ARCHIVE = 'main.log';
const TIMES = 'times';
const PIECES = 'pieces/';

/**
 * Logs of attempts in storage that speaks S3, beside the outputs: in pieces as they came, and as a whole where Argo
 * has archived them.
 */
export class LogStore {
  readonly #objects: ObjectStore;

  constructor(objects: ObjectStore) {
    this.#objects = objects;
  }

  async look(ref: AttemptRef): Promise<StoredLog> {
    const folder = this.#folder(ref);
    const found: LogPiece[] = [];
    let archived: number | null = null;
    let isComplete = false;
    for await (const { key, size } of this.#objects.list(folder)) {
      const name = key.slice(folder.length);
      if (name === ARCHIVE) archived = size;
      if (name === TIMES) isComplete = true;
      const piece = name.startsWith(PIECES)
        ? parsePieceName(name.slice(PIECES.length))
        : undefined;
      if (piece) found.push(piece);
    }
    const pieces = chainOf(found);
    const last = pieces.at(-1);
    return { archived, pieces, kept: last ? endOf(last) : 0, isComplete };
  }

  /** What Argo has archived, from a byte on that it has; `undefined` if it is gone. */
  async archive(
    ref: AttemptRef,
    from: number,
  ): Promise<AsyncIterable<Uint8Array> | undefined> {
    return this.#objects.open(this.#folder(ref) + ARCHIVE, { start: from });
  }

  /** Bytes of pieces, one after the other, from an offset of the log on; ends early where a piece is gone. */
  async *inPieces(
    ref: AttemptRef,
    pieces: readonly LogPiece[],
    from: number,
  ): AsyncIterable<Uint8Array> {
    let at = from;
    for (const piece of pieces) {
      if (endOf(piece) <= at) continue;
      const bytes = await this.#objects.open(this.#piece(ref, piece), {
        start: at - piece.offset,
        end: piece.size - 1,
      });
      if (!bytes) return;
      yield* bytes;
      at = endOf(piece);
    }
  }

  /** `undefined` if the piece is gone. */
  async index(
    ref: AttemptRef,
    piece: LogPiece,
  ): Promise<PieceIndex | undefined> {
    const bytes = await this.#objects.open(this.#piece(ref, piece), {
      start: piece.size,
    });
    return bytes && JSON.parse((await wholeOf(bytes)).toString());
  }

  async write(
    ref: AttemptRef,
    offset: number,
    bytes: Buffer,
    index: PieceIndex,
  ): Promise<void> {
    const key = this.#piece(ref, { offset, size: bytes.length });
    const about = Buffer.from(JSON.stringify(index));
    await this.#objects.put(key, Buffer.concat([bytes, about]));
  }

  /** Times of a log whose pieces are not needed any more. */
  async times(ref: AttemptRef): Promise<LogTimeState[]> {
    const bytes = await this.#objects.open(this.#folder(ref) + TIMES);
    return bytes ? JSON.parse((await wholeOf(bytes)).toString()) : [];
  }

  /** The archived log takes the place of the pieces: times first, so that it can break off and be done again. */
  async complete(
    ref: AttemptRef,
    times: readonly LogTimeState[],
  ): Promise<void> {
    const folder = this.#folder(ref);
    const text = JSON.stringify(times);
    await this.#objects.put(folder + TIMES, Buffer.from(text));
    const keys: string[] = [];
    for await (const { key } of this.#objects.list(folder + PIECES)) {
      keys.push(key);
    }
    await this.#objects.remove(keys);
  }

  #folder(ref: AttemptRef): string {
    return `${keyOf(this.#objects, ref, ref.attempt, 'log')}/`;
  }

  #piece(ref: AttemptRef, piece: LogPiece): string {
    return this.#folder(ref) + PIECES + pieceName(piece);
  }
}
