/**
 * Finds circles in a graph.
 *
 * @param waitsFor - for every node the nodes it waits for, by index; loops of one node are not looked at
 * @returns circles that have no node in common, each in the order in which its nodes would have to run and
 * starting with its lowest index; empty exactly when there is an order in which all can run
 */
export function findCycles(
  waitsFor: ReadonlyArray<readonly number[]>,
): number[][] {
  const stuck = new Set(waitsFor.keys());
  for (const node of runnable(waitsFor)) stuck.delete(node);
  const cycles: number[][] = [];
  const seen = new Set<number>();
  for (const start of stuck) {
    // Whatever is stuck waits for something that is stuck, so that a walk upstream ends on a node it knows.
    const walk: number[] = [];
    let node: number | undefined = start;
    while (node !== undefined && !seen.has(node)) {
      seen.add(node);
      walk.push(node);
      const current: number = node;
      node = waitsFor[current].find(
        next => next !== current && stuck.has(next),
      );
    }
    const entry = node === undefined ? -1 : walk.indexOf(node);
    if (entry !== -1) cycles.push(fromLowest(walk.slice(entry).reverse()));
  }
  return cycles;
}

/** The nodes that can run, in an order in which they can; nodes in and behind circles are not among them. */
export function runnable(waitsFor: ReadonlyArray<readonly number[]>): number[] {
  const waiting = waitsFor.map(
    (upstream, node) => upstream.filter(other => other !== node).length,
  );
  const followers: number[][] = waitsFor.map(() => []);
  waitsFor.forEach((upstream, node) =>
    upstream.forEach(other => {
      if (other !== node) followers[other].push(node);
    }),
  );
  const order = [...waiting.keys()].filter(node => waiting[node] === 0);
  for (const node of order) {
    for (const follower of followers[node]) {
      waiting[follower] -= 1;
      if (waiting[follower] === 0) order.push(follower);
    }
  }
  return order;
}

function fromLowest(cycle: number[]): number[] {
  const start = cycle.indexOf(Math.min(...cycle));
  return [...cycle.slice(start), ...cycle.slice(0, start)];
}
