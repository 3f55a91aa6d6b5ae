/** What a ticket for a terminal is about. */
export interface TerminalTarget {
  runId: string;
  task: string;
  /** Counts from 1. */
  attempt: number;
}
