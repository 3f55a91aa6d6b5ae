/** By whom and when something is changed. */
export interface Change {
  /** Entity ref of a person, or subject of a service. */
  actor: string;
  /** Milliseconds since 1970. */
  now: number;
}
