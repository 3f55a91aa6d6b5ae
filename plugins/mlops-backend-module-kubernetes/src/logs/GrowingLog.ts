import type { LogTimeState } from '@mlops/plugin-mlops-node';
import {
  ExecutorLines,
  NO_EXECUTOR,
  NOTHING_SAID,
  type ExecutorState,
  type OwnLines,
} from './ExecutorLines';
import type { Executor } from './LoggedPod';
import type { PieceIndex } from './LogPiece';
import { Reentry, type LogMark } from './Reentry';
import { TimeIndex } from './TimeIndex';
import { NoLogError, TimedLines, type LogPart } from './TimedLines';
import { UnkeptBytes } from './UnkeptBytes';

/** Bytes after which the executor has said that it begins, unless that was lost. */
const LATE_BEGIN = 64 * 1024;

/** A log of which a part is in pieces. */
export interface Restored {
  /** Bytes in pieces. */
  kept: number;
  /** Of the last piece. */
  index: PieceIndex;
  /** Of all pieces. */
  times: readonly LogTimeState[];
}

/** What one reading of the log goes through. */
interface Reading {
  lines: TimedLines;
  reentry: Reentry | undefined;
  executor: OwnLines;
  /** It has given a part of the log. */
  isSound: boolean;
}

/**
 * The log of one program, made from what the kubelet gives: exact bytes with their times, cut into pieces. It may be
 * read again at any time, from the place that `since` names; what is known already is recognised, and where something
 * is missing in between, there is a gap. Pure.
 */
export class GrowingLog {
  readonly #executor: Executor;
  readonly #unkept: UnkeptBytes;
  readonly #times: TimeIndex;
  readonly #gaps: number[];
  #mark: LogMark | null;
  /** What the executor has said before the line of the mark. */
  #atMark: ExecutorState;
  #hasBegun: boolean;
  /** The burst to which the first byte that is not kept belongs. */
  #before: LogTimeState | null;
  #reading: Reading | undefined;
  /** The last sound reading before, which is of use where there is no log any more to be read again. */
  #former: Reading | undefined;

  constructor(executor: Executor, restored?: Restored) {
    const { kept = 0, index, times } = restored ?? {};
    this.#executor = executor;
    this.#unkept = new UnkeptBytes(kept);
    this.#times = new TimeIndex(times);
    this.#gaps = [...(index?.gaps ?? [])];
    this.#mark = index?.mark ?? null;
    this.#atMark = index?.executor ?? NOTHING_SAID;
    this.#hasBegun = index?.hasBegun ?? false;
    this.#before = index?.times.at(-1) ?? index?.before ?? null;
  }

  /** Bytes of all. */
  get size(): number {
    return this.#unkept.end;
  }

  get unkept(): number {
    return this.#unkept.length;
  }

  get times(): readonly LogTimeState[] {
    return this.#times.entries;
  }

  /** Offsets before which bytes are missing, as they were found. */
  get gaps(): readonly number[] {
    return this.#gaps;
  }

  /** The log is read anew, from here on. */
  begin(): void {
    if (this.#reading?.isSound) this.#former = this.#reading;
    this.#reading = {
      isSound: false,
      lines: new TimedLines(),
      reentry: this.#mark
        ? new Reentry(this.#mark, this.#unkept.end)
        : undefined,
      executor:
        this.#executor === 'none'
          ? NO_EXECUTOR
          : new ExecutorLines(this.#atMark),
    };
  }

  /** From when the log has to be read, for the kubelet; `undefined`: from its beginning. */
  get since(): string | undefined {
    return this.#mark ? Reentry.since(this.#mark) : undefined;
  }

  /** @throws NoLogError for what is no log; what was read before stays */
  push(chunk: Uint8Array): void {
    if (!this.#reading) this.begin();
    const reading = this.#reading;
    if (!reading) return;
    for (const part of reading.lines.push(chunk)) this.#take(reading, part);
  }

  /** The container has ended, and its log was read to the end. */
  end(): void {
    const reading = this.#lastSound();
    this.#reading = undefined;
    this.#former = undefined;
    if (!reading) return;
    const { parts = [], isTorn = false } = reading.reentry?.end() ?? {};
    this.#continue(reading, parts, isTorn);
    const { executor } = reading;
    this.#keepAll(executor.end(), executor.state);
    this.#lookAtBegin();
  }

  /** It was found out that bytes are missing before an offset. */
  lacks(offset: number): void {
    if (offset < this.size) this.#gap(offset);
  }

  /** Bytes from an offset on that are in no piece; `undefined` where there are some in pieces. */
  from(offset: number): Buffer | undefined {
    return this.#unkept.from(offset);
  }

  /** What can be kept next; `undefined` if there is nothing. */
  piece(): { offset: number; bytes: Buffer; index: PieceIndex } | undefined {
    const { offset } = this.#unkept;
    const bytes = this.#unkept.from(offset);
    if (!bytes || bytes.length === 0) return undefined;
    const first = this.#times.entries.findLastIndex(
      entry => entry.offset < offset,
    );
    return {
      offset,
      bytes,
      index: {
        times: this.#times.entries.slice(first + 1),
        before: this.#before,
        mark: this.#mark,
        executor: this.#atMark,
        hasBegun: this.#hasBegun,
        gaps: [...this.#gaps],
      },
    };
  }

  /** A piece is put away. */
  kept({ bytes, index }: { bytes: Buffer; index: PieceIndex }): void {
    this.#before = index.times.at(-1) ?? index.before;
    this.#unkept.drop(bytes.length);
  }

  /** The reading that goes to the end, with all its lines. */
  #lastSound(): Reading | undefined {
    for (const reading of [this.#reading, this.#former]) {
      if (!reading) continue;
      try {
        for (const part of reading.lines.end()) this.#take(reading, part);
      } catch (error) {
        if (!(error instanceof NoLogError)) throw error;
      }
      if (reading.isSound) return reading;
    }
    return undefined;
  }

  #take(reading: Reading, part: LogPart): void {
    reading.isSound = true;
    this.#former = undefined;
    const { reentry } = reading;
    if (!reentry) {
      this.#continue(reading, [part], false);
      return;
    }
    const { parts, isTorn } = reentry.push(part);
    this.#continue(reading, parts, isTorn);
  }

  #continue(
    { executor }: Reading,
    parts: readonly LogPart[],
    isTorn: boolean,
  ): void {
    if (isTorn) this.#gap(this.size);
    for (const part of parts) {
      const { state } = executor;
      const own = executor.push(part);
      this.#keepAll(own, state);
      // Nothing else marks where the log goes on, until the task writes.
      const isBegin = executor.state.hasBegun && !state.hasBegun;
      if (isBegin && own.length === 0) this.#setMark(part, state);
    }
    this.#hasBegun ||= executor.state.hasBegun;
    if (this.size > LATE_BEGIN) this.#lookAtBegin();
  }

  /** @param state - of the executor before them: what it says in a line that it goes on with is read again with it */
  #keepAll(parts: readonly LogPart[], state: ExecutorState): void {
    for (const part of parts) {
      const { bytes, line } = part;
      this.#setMark(part, state);
      if (line) this.#times.push(this.#unkept.end, Date.parse(line.time));
      this.#unkept.push(bytes);
    }
  }

  #setMark({ line }: LogPart, state: ExecutorState): void {
    if (!line) return;
    this.#mark = { ...line, offset: this.#unkept.end };
    this.#atMark = state;
  }

  /** A machine that rotated the file before it was read has taken the first line with it. */
  #lookAtBegin(): void {
    if (this.#executor === 'telling' && !this.#hasBegun) this.#gap(0);
  }

  #gap(offset: number): void {
    if (this.#gaps.includes(offset)) return;
    this.#gaps.push(offset);
  }
}
