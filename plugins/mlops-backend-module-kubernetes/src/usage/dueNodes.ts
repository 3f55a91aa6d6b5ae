/** Milliseconds between two readings of a machine with an attempt that has just begun, and of any other. */
const OFTEN_MS = 1_000;
const SELDOM_MS = 10_000;

/** Milliseconds for which an attempt has just begun. */
const YOUNG_MS = 60_000;

/** Machines that are read within one second at most, which is what a cluster of any size costs the API server. */
export const MOST_AT_ONCE = 20;

/** An attempt that is executed. */
export interface Running {
  node: string;
  /** Milliseconds since 1970. */
  startedAt: number;
}

/**
 * Which machines are to be read now: those with attempts, and those with young ones more often, so that an attempt of
 * a few seconds is measured too. The one that has waited longest comes first. Pure.
 *
 * @param readAt - when each was read last, in milliseconds since 1970
 */
export function dueNodes(
  running: Iterable<Running>,
  readAt: ReadonlyMap<string, number>,
  now: number,
): string[] {
  const every = new Map<string, number>();
  for (const { node, startedAt } of running) {
    const wanted = now - startedAt < YOUNG_MS ? OFTEN_MS : SELDOM_MS;
    every.set(node, Math.min(every.get(node) ?? SELDOM_MS, wanted));
  }
  return (
    [...every]
      .map(([node, rest]) => ({
        node,
        late: now - (readAt.get(node) ?? -Infinity) - rest,
      }))
      .filter(({ late }) => late >= 0)
      // Two that were never read are infinitely late, and their difference is no number.
      .sort((one, other) => other.late - one.late || 0)
      .slice(0, MOST_AT_ONCE)
      .map(({ node }) => node)
  );
}
