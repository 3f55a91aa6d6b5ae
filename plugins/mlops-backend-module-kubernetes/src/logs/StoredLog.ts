import type { LogTimeState } from '@mlops/plugin-mlops-node';
import { wholeOf, type ObjectStore } from '../artifacts/S3Objects';
import {
  chainOf,
  endOf,
  isPartOf,
  parsePieceName,
  pieceName,
  type LogPiece,
  type PieceIndex,
} from './LogPiece';
import { mergedIndex } from './mergedIndex';

/** What there is of a log. */
export interface LogParts {
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

/** Indexes that are read at a time. */
const AT_ONCE = 8;

/**
 * The log of one program in storage that speaks S3: in pieces as they came, and as a whole where Argo has archived it.
 */
export class StoredLog {
  /** What the keys of all that there is of it begin with. */
  readonly folder: string;
  readonly #objects: ObjectStore;

  /** @param folder - with a slash at its end */
  constructor(objects: ObjectStore, folder: string) {
    this.#objects = objects;
    this.folder = folder;
  }

  async look(): Promise<LogParts> {
    const found: LogPiece[] = [];
    let archived: number | null = null;
    let isComplete = false;
    for await (const { key, size } of this.#objects.list(this.folder)) {
      const name = key.slice(this.folder.length);
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
  async archive(from: number): Promise<AsyncIterable<Uint8Array> | undefined> {
    return this.#objects.open(this.folder + ARCHIVE, { start: from });
  }

  /** Bytes of pieces, one after the other, from an offset of the log on; ends early where a piece is gone. */
  async *inPieces(
    pieces: readonly LogPiece[],
    from: number,
  ): AsyncIterable<Uint8Array> {
    let at = from;
    for (const piece of pieces) {
      if (endOf(piece) <= at) continue;
      const bytes = await this.#objects.open(this.#piece(piece), {
        start: at - piece.offset,
        end: piece.size - 1,
      });
      if (!bytes) return;
      yield* bytes;
      at = endOf(piece);
    }
  }

  /** `undefined` if the piece is gone. */
  async index(piece: LogPiece): Promise<PieceIndex | undefined> {
    const bytes = await this.#objects.open(this.#piece(piece), {
      start: piece.size,
    });
    return bytes && JSON.parse((await wholeOf(bytes)).toString());
  }

  /** In the order of the pieces; of those that are gone there is none. */
  async indexes(pieces: readonly LogPiece[]): Promise<PieceIndex[]> {
    const indexes: PieceIndex[] = [];
    for (let at = 0; at < pieces.length; at += AT_ONCE) {
      const some = await Promise.all(
        pieces.slice(at, at + AT_ONCE).map(piece => this.index(piece)),
      );
      indexes.push(...some.flatMap(index => index ?? []));
    }
    return indexes;
  }

  async write(offset: number, bytes: Buffer, index: PieceIndex): Promise<void> {
    const key = this.#piece({ offset, size: bytes.length });
    const about = Buffer.from(JSON.stringify(index));
    await this.#objects.put(key, Buffer.concat([bytes, about]));
  }

  /**
   * Makes one piece of several that follow each other. It may break off at any place and be done again, also by two at
   * the same time.
   */
  async merge(pieces: readonly LogPiece[]): Promise<void> {
    const [first] = pieces;
    const last = pieces.at(-1);
    if (!first || !last) return;
    const { offset } = first;
    const size = endOf(last) - offset;
    const bytes = await wholeOf(this.inPieces(pieces, offset));
    const indexes = await this.indexes(pieces);
    // Another backend was quicker.
    if (bytes.length !== size || indexes.length !== pieces.length) return;
    await this.write(offset, bytes, mergedIndex(indexes));
    await this.#removePieces(piece => isPartOf(piece, { offset, size }));
  }

  /** Times of a log whose pieces are not needed any more. */
  async times(): Promise<LogTimeState[]> {
    const bytes = await this.#objects.open(this.folder + TIMES);
    return bytes ? JSON.parse((await wholeOf(bytes)).toString()) : [];
  }

  /** The archived log takes the place of the pieces: times first, so that it can break off and be done again. */
  async complete(times: readonly LogTimeState[]): Promise<void> {
    const text = JSON.stringify(times);
    await this.#objects.put(this.folder + TIMES, Buffer.from(text));
    await this.#removePieces(() => true);
  }

  async #removePieces(isUnneeded: (piece: LogPiece) => boolean): Promise<void> {
    const folder = this.folder + PIECES;
    const keys: string[] = [];
    for await (const { key } of this.#objects.list(folder)) {
      const piece = parsePieceName(key.slice(folder.length));
      if (!piece || isUnneeded(piece)) keys.push(key);
    }
    await this.#objects.remove(keys);
  }

  #piece(piece: LogPiece): string {
    return this.folder + PIECES + pieceName(piece);
  }
}
