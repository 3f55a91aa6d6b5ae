import type { LogIndex, LogLine, LogTime } from '@mlops/plugin-mlops-common';

/** Where a viewer reads the log of one attempt from. Every method rejects with ResponseError or AbortError. */
export interface LogSource {
  /**
   * Reads bytes from `offset` on, at most `limit`. With `follow` the stream stays open until the attempt
   * ends.
   */
  read(request: LogRequest): Promise<LogPiece>;

  /** Where the lines begin of what the log holds now. */
  index(signal: AbortSignal): Promise<LogIndex>;

  /** When the bytes from `from` up to `to` were written; the answer is complete up to its own `to`. */
  times(
    range: { from: number; to: number },
    signal: AbortSignal,
  ): Promise<{ items: LogTime[]; to: number }>;

  /** Lines that hold a text, from the line on that begins at byte `from`; a `LogSearchEvent` a line. */
  search(request: LogSearchRequest): Promise<ReadableStream<Uint8Array>>;

  /** The first line that reads like an error. */
  firstError(signal: AbortSignal): Promise<LogLine | null>;
}

export interface LogRequest {
  offset: number;
  limit?: number;
  follow: boolean;
  signal: AbortSignal;
}

export interface LogPiece {
  /** Bytes that the log had when the answer began. */
  size: number;
  bytes: ReadableStream<Uint8Array>;
}

export interface LogSearchRequest {
  text: string;
  from: number;
  signal: AbortSignal;
}
