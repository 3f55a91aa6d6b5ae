import type { EngineOutput } from '../engine/EngineOutput';
import type { AttemptRef, ByteRange } from '../engine/ExecutionEngine';

/**
 * Keeps the files that attempts leave behind, apart from the engine that made them.
 *
 * @public
 */
export interface ArtifactStore {
  /** Files of an attempt. */
  list(ref: AttemptRef): Promise<EngineOutput[]>;
  /** @throws NotFoundError for a path that is not in the list, also one that leaves the attempt's folder. */
  read(
    ref: AttemptRef,
    path: string,
    range?: ByteRange,
  ): AsyncIterable<Uint8Array>;
  /** Writes or replaces one file. */
  write(
    ref: AttemptRef,
    path: string,
    content: AsyncIterable<Uint8Array>,
  ): Promise<void>;
  /** Removes all files of a run. */
  remove(runId: AttemptRef['runId']): Promise<void>;
}
