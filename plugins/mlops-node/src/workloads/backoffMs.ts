/** Seconds after which a retry or restart comes at the latest, as `RestartPolicy` says. */
const LONGEST_SECONDS = 300;

/**
 * Milliseconds to wait after so many failures in a row, at least one: it doubles with each, up to five minutes.
 *
 * @public
 */
export function backoffMs(firstSeconds: number, failures: number): number {
  return Math.min(firstSeconds * 2 ** (failures - 1), LONGEST_SECONDS) * 1000;
}
