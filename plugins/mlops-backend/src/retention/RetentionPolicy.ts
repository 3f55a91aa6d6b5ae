/** What is kept, and for how long. An absent rule keeps for ever. */
export interface RetentionPolicy {
  /** Milliseconds; nothing younger is ever removed, whatever the other rules say. */
  minimumAge: number;
  /** Records with all that belongs to them: older than `keepFor` and not among the last `keepLast`. */
  runs: { keepFor: number; keepLast: number } | null;
  logs: KeepRule | null;
  outputs: KeepRule | null;
  environments: KeepRule | null;
}

export interface KeepRule {
  /** Milliseconds since the end of the run, or since the last use. */
  keepFor: number;
  /** Bytes of all together; beyond it the oldest go first. */
  maxTotal: number;
}
