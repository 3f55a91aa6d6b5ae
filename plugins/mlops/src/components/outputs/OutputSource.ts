/** Where the files of one attempt are read from. */
export interface OutputSource {
  /** Distinguishes attempts in caches. */
  key: readonly string[];
  /**
   * Reads a file, or its first `limit` bytes.
   *
   * @throws ResponseError of the API, or AbortError.
   */
  read(path: string, limit: number | null, signal: AbortSignal): Promise<Blob>;
}
