/** Where a viewer reads the log of one attempt from. */
export interface LogSource {
  /**
   * Reads bytes from `offset` on, at most `limit`. A negative offset counts from the end. With `follow` the stream
   * stays open until the attempt ends.
   *
   * @throws ResponseError of the API, or AbortError.
   */
  read(request: LogRequest): Promise<LogPiece>;
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
