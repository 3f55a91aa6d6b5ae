/** A file that an attempt left. @public */
export interface EngineOutput {
  /** With `/` between folders, relative to `$MLOPS_OUTPUTS`. */
  path: string;
  mediaType: string;
  /** Bytes. */
  size: number;
}
