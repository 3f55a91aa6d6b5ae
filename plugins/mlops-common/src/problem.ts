/**
 * Something a person has to mend before their text, template or pipeline can be used.
 *
 * @public
 */
export interface Problem {
  /**
   * Where the problem sits in the value that was read, from the outside in:
   * `['tasks', 2, 'resources', 'memory']`. Empty for the value as a whole.
   */
  path: ReadonlyArray<string | number>;
  /** What is wrong and what to do about it, one sentence, no trailing full stop needed. */
  message: string;
  /** Where in the text it was written, when the value came from a file or an editor. Both count from 1. */
  position?: { line: number; column: number };
}

/**
 * A value, or everything that keeps it from being one.
 *
 * @public
 */
export type Checked<T> =
  | { ok: true; value: T }
  | { ok: false; problems: Problem[] };
