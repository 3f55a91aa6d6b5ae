import type { Duplex } from 'node:stream';

/** What a person sees of a terminal, in characters. @public */
export interface TerminalSize {
  columns: number;
  rows: number;
}

/** @public */
export interface TerminalOptions extends TerminalSize {
  /** Ends the terminal and everything that was started in it. */
  signal: AbortSignal;
}

/**
 * A shell in the surroundings of an attempt: it sees, may do and may use what the task does, and no more.
 *
 * @public
 */
export interface Terminal {
  /**
   * Bytes of the terminal in both directions. It ends when the shell has ended, when the attempt has, or when
   * the connection to either is lost; to destroy it ends the shell and everything that was started in it.
   */
  readonly stream: Duplex;
  resize(size: TerminalSize): void;
  /** Exit code of the shell; `null` when it was ended with its attempt, or nobody can tell. Never rejected. */
  readonly exit: Promise<number | null>;
}
