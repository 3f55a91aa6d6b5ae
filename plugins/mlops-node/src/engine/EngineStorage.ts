import type { RunRef } from './ExecutionEngine';

/**
 * What an engine goes on keeping after a run has ended. The backend decides what is given up and when; the
 * engine knows how much there is, and what is in use.
 *
 * @public
 */
export interface EngineStorage {
  /** What the attempts of a run take now; 0 for a run that is unknown. */
  sizeOf(ref: RunRef): Promise<KeptBytes>;

  /**
   * Removes one part of all attempts of a run; everything else of the run stays. May be repeated.
   *
   * @throws ServiceUnavailableError when the run has not ended; nothing was removed
   */
  discard(ref: RunRef, part: KeptPart): Promise<void>;

  /** What is kept from run to run to save work, such as environments of an interpreter. */
  caches(): Promise<EngineCache[]>;

  /**
   * Removes a cache. What is wanted while it is removed is made anew afterwards.
   *
   * @returns whether it was removed; false for one that is in use, or unknown
   */
  discardCache(id: string): Promise<boolean>;
}

/** `logs` with the use of resources over time; `outputs` are files. @public */
export type KeptPart = 'logs' | 'outputs';

/** Bytes of each part. @public */
export type KeptBytes = Readonly<Record<KeptPart, number>>;

/** @public */
export interface EngineCache {
  id: string;
  /** For people. */
  title: string;
  bytes: number;
  /** Milliseconds since 1970. */
  usedAt: number;
  /** By a run that has not ended. */
  inUse: boolean;
}
